// The command line: reads its words and hands over to commands.h.

#include <cstdio>
#include <fstream>
#include <iostream>

#include <CLI/CLI.hpp>
#include <exception>
#include <unistd.h>

#include "grader/cli/commands.h"
#include "grader/cli/folder.h"
#include "grader/cli/judge.h"
#include "grader/cli/lineage.h"
#include "grader/cli/lint.h"
#include "grader/cli/nights.h"

namespace {

using namespace nightshift::cli;

constexpr const char* kAbout =
    "Nightshift: the grader of the data engineering lab.\n\n"
    "  nightshift list lessons/foundations\n"
    "  nightshift run lessons/foundations/02-paid-revenue-by-month --sql 'select count(*) from "
    "orders'\n"
    "  nightshift grade lessons/foundations/02-paid-revenue-by-month my-answers/\n"
    "  nightshift nights lessons/foundations/03-the-2-am-rename my-answers/ --worlds 1000 --jobs "
    "4\n"
    "  nightshift judge --schema shop.sql --reference right.sql --answer mine.sql\n"
    "  nightshift lint --schema shop.sql mine.sql\n"
    "  nightshift lineage --schema shop.sql mine.sql\n"
    "  nightshift check lessons/foundations\n"
    "  nightshift pack lessons/foundations -o foundations.nightshift\n\n"
    "A lesson is named by its folder, or as PACK#slug where PACK is a pack's folder or file.\n";

constexpr const char* kExitCodes =
    "Exit codes: 0 passed or done; 1 not passed, or the query cannot run; 2 could not grade: the\n"
    "pack, the files or the call are at fault.\n";

// The words of all commands, filled in by the parser.
struct Words {
  GradeOptions grade;
  RunOptions run;
  std::string sql_file;
  std::string check_pack;
  std::optional<std::string> check_lesson;
  PackOptions pack;
  std::string list_pack;
  NightsOptions nights;
  JudgeWords judge;
  ConstraintsWords constraints;
  LintWords lint;
  LineageWords lineage;
};

void add_grade(CLI::App& app, Words& words) {
  CLI::App* command =
      app.add_subcommand("grade", "Grade a folder of answers; the report goes to standard output");
  command->add_option("LESSON", words.grade.lesson, "The lesson's folder, or PACK#slug")
      ->required();
  command
      ->add_option("SUBMISSION", words.grade.submission,
                   "The folder of answers: one file per step, named as the lesson says")
      ->required();
  command->add_option("--step", words.grade.step, "Grade one step only, by its id");
  command->add_option("--format", words.grade.format, "text for people, json for programs")
      ->check(CLI::IsMember({"text", "json"}))
      ->capture_default_str();
  command->footer(kExitCodes);
}

void add_run(CLI::App& app, Words& words) {
  CLI::App* command =
      app.add_subcommand("run", "Run one query on a lesson's data and show the result");
  command->add_option("LESSON", words.run.lesson, "The lesson's folder, or PACK#slug")->required();
  auto* sql = command->add_option("--sql", words.run.sql, "The query");
  auto* file = command->add_option("--file", words.sql_file, "A file with the query");
  sql->excludes(file);
  command->add_option("--dataset", words.run.dataset, "The data set; default: the lesson's first");
  command->add_option("--rows", words.run.rows, "Show at most so many rows")
      ->check(CLI::Range(1, 100'000))
      ->capture_default_str();
  command->add_flag("--plan", words.run.plan, "Show how the query is carried out, too");
  command->footer(kExitCodes);
}

void add_nights(CLI::App& app, Words& words) {
  CLI::App* command = app.add_subcommand(
      "nights", "Try an answer in worlds that the lesson does not have, as many as you like");
  command->add_option("LESSON", words.nights.lesson, "The lesson's folder, or PACK#slug")
      ->required();
  command->add_option("SUBMISSION", words.nights.submission, "The folder of answers")->required();
  command->add_option("--worlds", words.nights.worlds, "How many worlds")
      ->check(CLI::Range(1, 1'000'000))
      ->capture_default_str();
  command->add_option("--seed", words.nights.seed, "The first world's seed; the others follow it")
      ->check(CLI::Range(0, 1'000'000'000))
      ->capture_default_str();
  command->add_option("--jobs", words.nights.jobs, "How many processes work at it")
      ->check(CLI::Range(1, 256))
      ->capture_default_str();
  command->add_option("--resume", words.nights.resume,
                      "A file that remembers what was done; name it again to go on");
  command->footer(kExitCodes);
}

void add_judge(CLI::App& app, JudgeWords& words) {
  CLI::App* command = app.add_subcommand(
      "judge", "Is an answer right? It is tried against a reference on many tiny databases");
  auto* batch = command->add_option("--batch", words.batch,
                                    "A file of pairs, one JSON object a line: id, schema, "
                                    "reference, answer, perhaps constraints and ordered");
  auto* schema = command->add_option("--schema", words.schema, "A file with CREATE TABLE");
  auto* reference = command->add_option("--reference", words.references,
                                        "A file with a right answer; may be given several times");
  auto* answer = command->add_option(
      "--answer", words.answer,
      "A file with the answer; without one: which mistakes the databases for the references tell");
  for (CLI::Option* option : {schema, reference, answer}) option->excludes(batch);
  command->add_option("--constraints", words.constraints, "A file that says which data are legal")
      ->excludes(batch);
  command->add_option("--output", words.output,
                      "Where a batch writes to; named again, it goes on where it stopped");
  command->add_option("--jobs", words.jobs, "How many processes work at a batch")
      ->check(CLI::Range(1, 256))
      ->capture_default_str();
  command->add_option("--format", words.format, "text for people, json for programs")
      ->check(CLI::IsMember({"text", "json"}))
      ->capture_default_str();
  auto* suite_only = command->add_flag("--suite-only", words.suite_only,
                                       "Only the databases made for the reference");
  command
      ->add_flag("--adaptive", words.adaptive, "Databases made for the answer, too (the default)")
      ->excludes(suite_only);
  command->add_option("--fresh", words.fresh, "How many of those; by default 144")
      ->check(CLI::Range(0, 10'000))
      ->excludes(suite_only);
  auto* ordered = command->add_flag("--ordered", words.ordered, "Rows must come in order");
  command->add_flag("--unordered", words.unordered, "Rows may come in any order")
      ->excludes(ordered);
  command->add_flag("--column-names", words.column_names, "Names of columns must agree");
  command->add_flag("--set", words.as_set, "Duplicate rows do not count");
  command->add_flag("--strict-quotes", words.strict_quotes,
                    "Double quotes are for names and never make a text");
  command->callback([&words] {
    const bool whole = !words.schema.empty() && !words.references.empty();
    if (!words.batch && !whole) {
      throw CLI::RequiredError("--batch, or --schema and --reference");
    }
  });
  command->footer(kExitCodes);
}

void add_constraints(CLI::App& app, ConstraintsWords& words) {
  CLI::App* command = app.add_subcommand(
      "constraints", "Draft, from data, what the judge may take for granted of them");
  command->add_option("--schema", words.schema, "A file with CREATE TABLE")->required();
  command->add_option("--data", words.data,
                      "A file with INSERT statements; by default those of the schema's file");
  command->footer(kExitCodes);
}

void add_lint(CLI::App& app, LintWords& words) {
  CLI::App* command =
      app.add_subcommand("lint", "What is wrong with a query whatever it was asked for, and where");
  command->add_option("--schema", words.schema, "A file with CREATE TABLE")->required();
  command->add_option("QUERY", words.query, "A file with the query")->required();
  command->add_option("--format", words.format, "text for people, sarif (2.1.0) for programs")
      ->check(CLI::IsMember({"text", "sarif"}))
      ->capture_default_str();
  command->footer(kExitCodes);
}

void add_lineage(CLI::App& app, LineageWords& words) {
  CLI::App* command = app.add_subcommand(
      "lineage", "Which columns each column of a query reads, and what decides about its rows");
  command->add_option("--schema", words.schema, "A file with CREATE TABLE")->required();
  command->add_option("QUERY", words.query, "A file with the query")->required();
  command->add_option("--format", words.format, "text for people, json for programs")
      ->check(CLI::IsMember({"text", "json"}))
      ->capture_default_str();
  command->footer(kExitCodes);
}

void add_others(CLI::App& app, Words& words) {
  CLI::App* check = app.add_subcommand(
      "check",
      "Validate a pack and prove it: starts fail, solutions pass, each mistake fails as named");
  check->add_option("PACK", words.check_pack, "The pack's folder")->required();
  check->add_option("--lesson", words.check_lesson, "Prove this lesson only");
  CLI::App* pack = app.add_subcommand("pack", "Make one file of a pack");
  pack->add_option("PACK", words.pack.pack, "The pack's folder")->required();
  pack->add_option("-o,--output", words.pack.output, "The file to write")->required();
  pack->add_option("--audience", words.pack.audience,
                   "learner: without solutions and mistakes; author: everything")
      ->check(CLI::IsMember({"learner", "author"}))
      ->capture_default_str();
  CLI::App* list = app.add_subcommand("list", "List the lessons of a pack");
  list->add_option("PACK", words.list_pack, "The pack's folder or file")->required();
}

int carry_out(const CLI::App& app, Words& words, const Streams& streams) {
  if (app.got_subcommand("grade")) return grade(words.grade, streams);
  if (app.got_subcommand("check")) return check(words.check_pack, words.check_lesson, streams);
  if (app.got_subcommand("pack")) return pack(words.pack, streams);
  if (app.got_subcommand("list")) return list(words.list_pack, streams);
  if (app.got_subcommand("constraints")) return constraints(words.constraints, streams);
  if (app.got_subcommand("lint")) return lint(words.lint, streams);
  if (app.got_subcommand("lineage")) return lineage(words.lineage, streams);
  if (app.got_subcommand("nights")) {
    words.nights.progress = isatty(STDERR_FILENO) != 0;
    return nights(words.nights, streams);
  }
  if (app.got_subcommand("judge")) {
    words.judge.progress = words.judge.output && isatty(STDERR_FILENO) != 0;
    return judge(words.judge, streams);
  }
  if (!words.sql_file.empty()) {
    auto text = read_file(words.sql_file);
    if (!text) {
      streams.err << "nightshift: " << text.error().message << ". " << text.error().remedy << "\n";
      return kNoVerdict;
    }
    words.run.sql = std::move(*text);
  }
  return run(words.run, streams);
}

int run_command(int argc, char** argv) {
  CLI::App app(kAbout, "nightshift");
  app.require_subcommand(1);
  app.footer(kExitCodes);
  app.set_version_flag("--version", NIGHTSHIFT_VERSION);
  Words words;
  add_grade(app, words);
  add_run(app, words);
  add_nights(app, words);
  add_judge(app, words.judge);
  add_constraints(app, words.constraints);
  add_lint(app, words.lint);
  add_lineage(app, words.lineage);
  add_others(app, words);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    // Help and version are no errors; everything else could not even start to grade.
    return app.exit(error) == 0 ? kPassed : kNoVerdict;
  }
  return carry_out(app, words, {std::cout, std::cerr});
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return run_command(argc, argv);
  } catch (const std::exception& error) {
    // The C library's way, which cannot throw: perhaps memory has run out.
    std::fputs("nightshift: ", stderr);
    std::fputs(error.what(), stderr);
    std::fputs("\n", stderr);
    return kNoVerdict;
  }
}
