// Windows and their frames.
#include <array>
#include <utility>

#include "engine/sql/parser.h"

namespace nightshift {
namespace {

constexpr std::array<std::string_view, 3> kUnits = {"ROWS", "RANGE", "GROUPS"};

}  // namespace

NamedWindow Parser::named_window() {
  const std::size_t from = offset();
  NamedWindow window{.name = name("a window's name")};
  expect("AS");
  window.definition = window_definition();
  window.span = span_from(from);
  return window;
}

WindowDefinition Parser::window_definition() {
  const std::size_t from = offset();
  WindowDefinition window;
  expect("(");
  if (at_name() && !at_any({"PARTITION", "ROWS", "RANGE", "GROUPS"})) window.base = any_name();
  if (accept("PARTITION")) {
    expect("BY");
    window.partition_by = expressions();
  }
  if (accept("ORDER")) {
    expect("BY");
    window.order_by = order_terms();
  }
  if (at_any({"ROWS", "RANGE", "GROUPS"})) window.frame = frame();
  expect(")");
  window.span = span_from(from);
  return window;
}

WindowFrame Parser::frame() {
  const std::size_t from = offset();
  WindowFrame frame;
  for (std::size_t i = 0; i < kUnits.size(); ++i) {
    if (at(kUnits[i])) frame.unit = static_cast<FrameUnit>(i);
  }
  advance();
  const bool both = accept("BETWEEN");
  frame.start = frame_bound(FrameEdge::kUnboundedPreceding);
  if (both) {
    expect("AND");
    frame.end = frame_bound(FrameEdge::kUnboundedFollowing);
  }
  if (accept("EXCLUDE")) frame.exclusion = frame_exclusion();
  frame.span = span_from(from);
  return frame;
}

// `unbounded` is the one unbounded edge that may stand here.
FrameBound Parser::frame_bound(FrameEdge unbounded) {
  const bool is_start = unbounded == FrameEdge::kUnboundedPreceding;
  if (accept("UNBOUNDED")) {
    expect(is_start ? "PRECEDING" : "FOLLOWING");
    return {.edge = unbounded};
  }
  if (accept("CURRENT")) {
    expect("ROW");
    return {.edge = FrameEdge::kCurrentRow};
  }
  FrameBound bound{.edge = FrameEdge::kPreceding, .offset = expression()};
  if (accept("PRECEDING")) return bound;
  bound.edge = FrameEdge::kFollowing;
  expect("FOLLOWING");
  return bound;
}

FrameExclusion Parser::frame_exclusion() {
  if (accept("GROUP")) return FrameExclusion::kGroup;
  if (accept("TIES")) return FrameExclusion::kTies;
  if (accept("CURRENT")) {
    expect("ROW");
    return FrameExclusion::kCurrentRow;
  }
  expect_all({"NO", "OTHERS"});
  return FrameExclusion::kNoOthers;
}

}  // namespace nightshift
