// Wrong answers that the judge is known to accept, by what it does not find. A name that is not
// here makes corpus.test.mjs fail; a name is added only with its reason.
export const knownAccepts = [
  {
    because: 'no stay begins on the very day on which another one ends',
    names: ['hospital 3: touching ones'],
  },
  {
    because: 'no session has the same step twice',
    names: ['web 4: twice in one session'],
  },
  {
    because: 'a group of three or more rows with one NULL among them at the right place is rare',
    names: ['sensors 2: divided by all readings'],
  },
  {
    because: 'groups of different sizes whose means part from the mean of all need many rows',
    names: ['bank 6: mean of the means of customers'],
  },
  {
    because: 'few rows have children and lack the value that says how many there are',
    names: ['league 4: unplayed ones with goals'],
  },
  {
    because: 'nobody sees all of what only one of two conditions asks for',
    names: ['estate 8: sold or not'],
  },
  {
    because:
      'two groups whose sums are above the bound and differ need many rows and their parents',
    names: ['court 5: smallest sum first'],
  },
  {
    because: 'nobody fined stands in the case of the fine in two roles',
    names: ['court 5: the join with the parties multiplies'],
  },
  {
    because: 'nobody of a third gender is old enough and visits the parlour of a woman',
    names: ['pizza 1: two genders of any kind'],
  },
  {
    because:
      'no outage ends at the hour of a reading, which the query puts together from two columns',
    names: ['grid 6: the end is included'],
  },
];
