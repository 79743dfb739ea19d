// The tiny night with questions whose options are run in it.
#pragma once

#include "engine/lesson/files.h"

namespace nightshift::testing {

// The pack of tiny_night.h with two steps more: a quiz "why" with the options "nothing" and "gate"
// (right: a contract in the producer's CI), and the switches "loud": "stop" makes the night loud
// alone, "keep" and "check" do together, "retry" never does. Solutions included.
FileSet tiny_options_pack();

}  // namespace nightshift::testing
