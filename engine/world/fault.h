// What can go wrong in a world. A fault is an entry of a plan: it says what comes to pass and when,
// and the world does it. Chance only says which orders it strikes.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "engine/json/reader.h"
#include "engine/kernel/time.h"

namespace nightshift {

// A new kind is a row in fault.cc and a case in the file that is named behind it.
enum class FaultKind {
  // Changes of a table's columns (layout.cc). They ship through the producer's CI.
  kColumnRename,   // column.rename   column, to
  kColumnAdd,      // column.add      column: nullable, empty for old and new rows
  kColumnDrop,     // column.drop     column
  kColumnRetype,   // column.retype   column: whole numbers become texts of the same digits
  kNullableRelax,  // nullable.relax  column: may be NULL from now on, and is not yet
  // Changes of what a column means. The team ships them, and no schema shows them.
  kUnitChange,  // unit.change  column: cents become whole units (layout.cc)
  kEnumAdd,     // enum.add     value, permille: of the orders placed from then on, that share of
                //              those that are paid and kept gets this status later (shoppers.cc)
  // Troubles with rows, while they last: from `at` to before `until`.
  kVolumeDrop,     // volume.drop     permille: of the orders are never placed (shoppers.cc)
  kNullSpike,      // null.spike      permille: of the new orders have NULL in column (shop.cc)
  kLateEvents,     // late.events     permille: of the new orders come into the table after delay,
                   //                 with the created_at that they had (shoppers.cc)
  kDuplicateRows,  // duplicate.rows  permille: of the rows are delivered twice by a read (shop.cc)
  // The source itself, from `at` to before `until`.
  kSourceOutage,  // source.outage  it refuses connections; its rows lose nothing (shop.cc)
};

std::string_view fault_kind_text(FaultKind kind);

// What a fault does to a reader who names the columns of the table.
enum class FaultEffect {
  kLegal,      // nothing: such a reader never notices
  kBreaking,   // what the schema said no longer holds: a column is gone, of another type, or NULL
  kInvisible,  // the schema stays what it was, and the rows are not what they were
  kPassing,    // nothing can be read while it lasts, and nothing is missing afterwards
};

// The classes are those of a contract: a new column is minor, the breaking ones are major. A gate
// on schemas can stop what is breaking; it never sees what is invisible.
FaultEffect effect_of(FaultKind kind);
bool is_breaking(FaultKind kind);

// What a team does when its CI refuses a change.
enum class WhenBlocked {
  kWithdraw,  // the change never ships
  kOverride,  // it ships all the same
};

// One entry of the fault plan. What its kind does not use is as it is here.
struct Fault {
  std::string id;
  FaultKind kind = FaultKind::kColumnRename;
  TimeUs at = 0;
  TimeUs until = 0;
  std::string on;  // the table: "shop.orders"
  std::string column;
  std::string to;
  std::string value;
  std::int64_t permille = 0;
  DurationUs delay = 0;
  WhenBlocked when_blocked = WhenBlocked::kWithdraw;
  std::string message;  // what the team writes to its release

  // It ships through the producer's CI: `when_blocked` counts.
  bool asks_ci() const;
  // A team ships it, and writes a message.
  bool is_released() const;
  // It lasts from `at` to before `until`.
  bool has_period() const;
  bool names_column() const;
  bool has_share() const;

  friend bool operator==(const Fault&, const Fault&) = default;
};

// Reads one entry. What is wrong with it alone is added to the reader's errors: json.*,
// "scenario.time", "scenario.duration".
Fault read_fault(JsonReader reader);

// The entry as such an object.
Json fault_json(const Fault& fault);

}  // namespace nightshift
