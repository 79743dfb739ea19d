#include "grader/error_json.h"

namespace nightshift {

Json error_json(const Error& error) {
  Json where = Json::object();
  if (!error.where.file.empty()) where.set("file", error.where.file);
  if (!error.where.pointer.empty()) where.set("pointer", error.where.pointer);
  if (error.where.line) where.set("line", *error.where.line);
  if (error.where.column) where.set("column", *error.where.column);
  if (error.where.offset_utf16) where.set("offset_utf16", *error.where.offset_utf16);
  return Json::object({{"whose", whose_text(error.whose)},
                       {"code", error.code},
                       {"message", error.message},
                       {"remedy", error.remedy},
                       {"where", std::move(where)}});
}

Json errors_json(const Errors& errors) {
  Json list = Json::array();
  for (const Error& error : errors) list.push(error_json(error));
  return list;
}

}  // namespace nightshift
