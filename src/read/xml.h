// XML parts of a package, read without anything that could reach outside: no DTD, no entities of one's own, UTF-8 alone.
//
// Names are compared without their prefix: producers choose prefixes freely (<x:row>), and the transitional and the strict kind of
// ECMA-376 differ in nothing but the namespace.
#pragma once
#include <string>
#include <string_view>

#include <pugixml.hpp>

namespace tianbiao {

// Throws Error unreadable: not UTF-8, not well-formed, or with a DOCTYPE. `part` is for messages.
void load_xml(pugi::xml_document& document, std::string_view bytes, const std::string& part);

std::string_view local_name(const char* name);
pugi::xml_node child(const pugi::xml_node& node, std::string_view name);
std::string_view attribute(const pugi::xml_node& node, std::string_view name);  // "" where absent

// What stands between the tags of a <t> or <v>, all pieces of it.
std::string content(const pugi::xml_node& node);

}  // namespace tianbiao
