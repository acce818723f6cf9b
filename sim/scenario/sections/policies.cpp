#include "sim/model/specification.hpp"
#include "sim/scenario/sections/sections.hpp"
#include "sim/scenario/text/files.hpp"
#include "sim/scenario/text/follows.hpp"
#include "sim/scenario/text/wording.hpp"

namespace clientele::scenario {

Json default_levers(const MoneyLevel& level) {
  Json levers = Json::object();
  for (const auto& row : lever_parameters) levers[row.info.name] = default_value(row.info, level);
  return levers;
}

void read_levers(const Node& object, Json& levers) {
  Members members(object, "a lever");
  for (const auto& [info, member] : lever_parameters) {
    const auto node = members.find(info.name);
    if (!node) continue;
    auto& lever = levers[info.name];
    lever = (*node)->is_array() ? resolve_rules(*node, info, lever) : parameter_value(*node, info);
  }
  members.close();
}

std::vector<std::string_view> lever_names() {
  std::vector<std::string_view> names;
  for (const auto& row : lever_parameters) names.push_back(row.info.name);
  return names;
}

namespace {

// A lever of its own is no longer as another policy has it.
void keep_own(const Node& levers, Json& policy) {
  if (levers->is_object())
    for (const auto& [lever, value] : levers->items()) stop_following(policy, lever);
}

// Why a lever has its value: a sentence for each.
void read_claims(Members& policy, Json& resolved) {
  const auto object = policy.find("claims");
  if (!object) return;
  Members members(*object, "a lever");
  auto& claims = resolved["claims"] = Json::object();
  for (const auto& row : lever_parameters)
    if (const auto node = members.find(row.info.name)) claims[row.info.name] = text(*node).value_or("");
  members.close();
}

}  // namespace

// A preset with mistakes is taken for the defaults, after complaining of it once, so that nothing else is
// reported for it.
const Json& Policies::preset(const Document& document) {
  const auto file_name = preset_name(document);
  if (const auto known = resolved_presets_.find(file_name); known != resolved_presets_.end())
    return known->second;
  Json resolved{{"name", file_name}, {"description", ""}, {"levers", default_levers_}};
  Findings findings;
  if (document.root) {
    Members members({&*document.root, "", &findings}, "a part of a policy preset");
    if (const auto given = name(members); given && *given != file_name)
      members.find("name")->complain(in_quotes(*given) + " is not the name of this file",
                                     "name the preset " + in_quotes(file_name) + ", or rename the file");
    resolved.update(base_of_preset(members, file_name));
    if (const auto node = members.find("description")) resolved["description"] = text(*node).value_or("");
    if (const auto node = members.need("levers", "add \"levers\": {...}")) {
      read_levers(*node, resolved["levers"]);
      keep_own(*node, resolved);
    }
    read_claims(members, resolved);
    members.close();
  }
  append(preset_mistakes_, document.mistakes);
  append(preset_mistakes_, locate(document, findings.mistakes()));
  return resolved_presets_[file_name] = resolved;
}

Json Policies::base_of_preset(Members& members, const std::string& preset) {
  const auto node = members.find("based_on");
  const auto based_on = node ? text(*node) : std::nullopt;
  Json base{{"levers", default_levers_}};
  if (!based_on) return base;
  if (preset != policy_today && *based_on == policy_today) {
    base["levers"] = today()["levers"];
    follow(base, policy_today, lever_names());
    return base;
  }
  node->complain("this preset cannot be based on " + in_quotes(*based_on),
                 "any but today may be based on \"today\"; else state all of its levers");
  return base;
}

// Without presets in reach it is what levers are by default.
Json Policies::today() {
  if (own_today_) return *own_today_;
  for (const auto& document : presets_)
    if (preset_name(document) == policy_today) return preset(document);
  return {{"name", policy_today}, {"description", ""}, {"levers", default_levers_}};
}

// The policy that `name` stands for: an earlier one of the scenario, or a preset.
Json Policies::base(const Node& node, const std::string& name, bool may_be_earlier) {
  if (may_be_earlier && name == policy_today && own_today_) return *own_today_;
  std::vector<std::string> known;
  for (const auto& policy : earlier_) {
    if (may_be_earlier && policy["name"] == name) return policy;
    if (may_be_earlier) known.push_back(policy["name"].text());
  }
  for (const auto& document : presets_) {
    if (preset_name(document) == name) return preset(document);
    if (!is_one_of(preset_name(document), known)) known.push_back(preset_name(document));
  }
  if (name == policy_today) return today();
  node.complain("there is no policy " + in_quotes(name),
                suggestion(name, views(known),
                           "presets are files NAME.json in the folder policies/ beside the scenario"));
  return {{"name", name}, {"description", ""}, {"levers", default_levers_}};
}

const Json* Policies::followed(const std::string& name) const {
  if (name == policy_today && own_today_) return &*own_today_;
  for (const auto& policy : earlier_)
    if (policy.at("name").text() == name) return &policy;
  return nullptr;
}

// What is based on a policy of the scenario follows it, and what is based on a preset what that follows.
Json Policies::based(const Node& node, const std::string& name) {
  auto policy = base(node, name, true);
  policy.erase("combines");
  if (!followed(name) && name != policy_today) return policy;
  policy.erase("follows");
  follow(policy, name, lever_names());
  return policy;
}

// Documents with nothing left to defaults have this; a sweep resolves them again.
void Policies::read_follows(Members& members, Json& resolved) {
  const auto object = members.find("follows");
  if (!object) return;
  resolved.erase("follows");
  if (resolved.contains("name") && resolved["name"] == Json(policy_today))
    return object->complain_of_key("today follows no other policy", "leave it out");
  if (!(*object)->is_object()) return object->complain("\"follows\" must be an object", "write {...}");
  for (const auto& [name, list] : (*object)->items()) {
    const Node levers{&list, object->pointer + '/' + pointer_escape(name), object->findings};
    const auto today_or_none = name == policy_today ? std::optional(today()) : std::nullopt;
    const auto* other = today_or_none ? &*today_or_none : followed(name);
    if (!other)
      levers.complain_of_key("there is no earlier policy " + in_quotes(name), "follow today or one above");
    std::vector<std::string_view> known;
    for (const auto& node : elements(levers, "levers followed"))
      if (const auto lever = word(node, lever_names())) known.push_back(lever_names()[*lever]);
    if (other)
      for (const auto lever : known) resolved["levers"][lever] = other->at("levers").at(lever);
    follow(resolved, name, known);
  }
}

void Policies::read_combines(Members& members, Json& resolved) {
  const auto array = members.find("combines");
  if (!array) return;
  auto levels = Json::array();
  const auto nodes = elements(*array, "levels combined");
  for (const auto& node : nodes)
    if (const auto level = text(node)) levels.push_back(*level);
  if (nodes.empty() || levels.size() < nodes.size()) return;
  combining_.push_back(*array);
  resolved["combines"] = std::move(levels);
}

Json Policies::resolve_object(const Node& entry) {
  Members members(entry, "a part of a policy");
  Json resolved{{"name", ""}, {"description", ""}, {"levers", default_levers_}};
  const auto own_name = unique_name(members, names_);
  if (const auto node = members.find("based_on"))
    if (const auto based_on = text(*node)) resolved = based(*node, *based_on);
  resolved["name"] = own_name.value_or("");
  if (const auto node = members.find("description")) resolved["description"] = text(*node).value_or("");
  if (const auto node = members.find("levers")) {
    read_levers(*node, resolved["levers"]);
    keep_own(*node, resolved);
    note_dependent(*node, resolved["name"].text());
  }
  read_follows(members, resolved);
  read_claims(members, resolved);
  read_combines(members, resolved);
  members.close();
  if (own_name != policy_today) return resolved;
  resolved.erase("follows");  // others follow it, wherever it stands
  return own_today_ ? *own_today_ : resolved;
}

Json Policies::resolve_name(const Node& entry) {
  if (!entry->is_string()) {
    entry.complain(
        "a policy must be the name of a preset or an object, not " + described(*entry),
        R"(for example "partnership" or {"name": "ours", "based_on": "partnership", "levers": {...}})");
    return nullptr;
  }
  const auto name = entry->get<std::string>();
  if (is_one_of(name, names_))
    entry.complain(in_quotes(name) + " is the name of another one already",
                   "give the second an object with its own \"name\"");
  names_.push_back(name);
  return base(entry, name, false);
}

// Others may be based on it before it is defined. Where it is itself based on a preset, that is the preset as
// shipped. Complaints are left to the resolving of all.
void Policies::find_today(const Node& array) {
  Findings unheard;
  auto scout = *this;
  scout.knows_today_ = true;
  for (const auto& policy : scout.resolve({array.value, array.pointer, &unheard}))
    if (policy.at("name") == policy_today) own_today_ = policy;
  knows_today_ = true;
}

Json Policies::resolve(const Node& array) {
  if (!knows_today_) find_today(array);
  for (const auto& node : elements(array, "policies", most_policies)) {
    auto policy = node->is_object() ? resolve_object(node) : resolve_name(node);
    if (!policy.is_null()) earlier_.push_back(std::move(policy));
  }
  return earlier_;
}

Json Policies::resolve_defaults(const Node& scenario) {
  for (const auto name : default_policies) {
    names_.emplace_back(name);
    earlier_.push_back(base(scenario, std::string(name), false));
  }
  return earlier_;
}

Json Policies::with_today(const Node& scenario) {
  const std::string today(policy_today);
  if (is_one_of(today, names_)) return earlier_;
  names_.push_back(today);
  earlier_.push_back(base(scenario, today, false));
  return earlier_;
}

}  // namespace clientele::scenario
