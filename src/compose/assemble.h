// What was decided, put together: the Grid with its breaks, and every text and box at its place.
#pragma once
#include "compose/attach.h"
#include "compose/compose.h"
#include "compose/expand.h"
#include "compose/fit.h"
#include "compose/paginate.h"

namespace tianbiao {

Plan assemble(const Form& form, Fitter& fitter, const Table& table, const Fitted& fitted, const Pagination& pagination,
              const std::vector<Rest>& rests, const Attachments& attachments, const ComposeOptions& options);

}  // namespace tianbiao
