// Plans of faults from a seed: worlds that nobody wrote. A plan is made once, before a night, and
// is a list of entries like any other: it can be read, changed, shared and shrunk.
//
// The odds have two stages, as in FoundationDB's Buggify. First each family of faults is either
// awake for the whole run or asleep; then only those that are awake fire, on some days. So a run
// has one or two things that go wrong again and again, instead of a little of everything: bugs that
// need a bad week are found, and a run can be understood.
//
//   families      schema   column.rename column.add column.drop column.retype
//                 meaning  unit.change enum.add
//                 values   nullable.relax and then null.spike; duplicate.rows
//                 volume   volume.drop
//                 time     late.events
//                 source   source.outage
//
//   the run       schema 25 %   meaning 25 %   values 25 %   volume 25 %   time 25 %   source 25 %
//   e.g. seed 7   asleep        asleep         awake         asleep        awake       asleep
//   day 4                                      -             -             late.events
//   day 5                                      null.spike                  -
//   day 6                                      -                           late.events
//
// A world in which all families sleep (about every fifth) is healthy.
#pragma once

#include <cstdint>

#include "engine/world/scenario.h"

namespace nightshift {

enum class Difficulty {
  kPerfect,  // nothing goes wrong
  kFaulty,   // at most two faults of a family, of shares up to 300 permille
  kCosmic,   // at most four, of shares up to 900 permille; teams override their CI at times
};

constexpr std::int64_t kFamilyAwakePermille = 250;
constexpr std::int64_t kFirePermille = 250;  // on each day, of a family that is awake

// `base` with faults added behind its own; its people, days and seed stay. Equal arguments give
// equal scenarios, and read_scenario() accepts what scenario_json() writes of them.
//
// Some things are never done, so that a good pipeline can stand every plan:
//  - the first three days are quiet, for there must be something to compare with, and so are the
//    last two, in which a pipeline can catch up; shorter scenarios stay as they are;
//  - the key, the two times, the status and the amount are never dropped, and neither the key nor
//    the times change in any other way;
//  - a spell lasts at most a day, two of one family do not overlap, orders are late by at most a
//  day;
//  - no column is hit twice, so no change hangs on whether an earlier one shipped, but for a
//    nullable.relax an hour before its null.spike (which comes to nothing where CI stops that).
// What a unit.change cuts off is lost to every reader: there the only good answer is to say so.
Scenario random_plan(std::uint64_t seed, Difficulty difficulty, Scenario base);

}  // namespace nightshift
