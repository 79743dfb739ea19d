// A report for people, in a terminal.
#pragma once

#include <string>

#include "grader/report.h"

namespace nightshift {

// Plain text, no colours, lines of at most 100 characters where words allow; UTF-8. Equal reports
// give equal bytes.
std::string report_text(const Report& report);

}  // namespace nightshift
