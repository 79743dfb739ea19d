// The check "order".
#pragma once

#include "grader/check.h"

namespace nightshift {

// Passes when nothing is said about order, or the rows come in the expected one up to ties and the
// query asks for an order. Fails with "order.differs" (an `order` witness) or "order.not_asked":
// without a top-level ORDER BY an engine owes nobody an order, and the right one came by luck.
CheckVerdict check_order(const QueryEvidence& evidence);

}  // namespace nightshift
