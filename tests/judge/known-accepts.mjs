// Wrong answers that the judge is known to accept, by what it does not find. A name that is not
// here makes corpus.test.mjs fail; a name is added only with its reason.
export const knownAccepts = [
  {
    because: 'no stay begins on the very day on which another one ends',
    names: ['hospital 3: touching ones'],
  },
  {
    because: 'no two numbers of a row, or of neighbouring rows, stand in the wanted proportion',
    names: ['sensors 3: more than five'],
  },
  {
    because: 'no session has the same step twice, or two sessions the steps of one',
    names: ['web 4: twice in one session', 'web 4: same session only'],
  },
  {
    because: 'no line needs two changes from the stop that the question names',
    names: ['tram 3: one change at most'],
  },
  {
    because: 'a chain of rows that refer to each other is not long enough',
    names: ['web 5: two levels only'],
  },
  {
    because: 'a group of three or more rows with one NULL among them at the right place is rare',
    names: ['sensors 2: divided by all readings'],
  },
  {
    because: 'groups of different sizes above a HAVING bound need many rows',
    names: [
      'bank 6: mean of the means of customers',
      'league 3: fewest first',
      'league 3: sorted by name',
    ],
  },
  {
    because: 'one half of a condition on two parts of a moment is not met while the other is',
    names: ['flights 3: any year'],
  },
  {
    because: 'nobody sees all of what only one of two conditions asks for',
    names: ['estate 8: sold or not'],
  },
];
