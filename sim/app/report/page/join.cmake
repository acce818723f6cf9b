# Joins the parts of the report's page into one file: every {{NAME}} in report.html becomes the file of that name.
#   cmake -DPARTS=FILE;FILE;... -DPAGE=FILE -P join.cmake
file(READ "${CMAKE_CURRENT_LIST_DIR}/report.html" page)
foreach(part IN LISTS PARTS)
  get_filename_component(name "${part}" NAME)
  file(READ "${part}" text)
  string(REPLACE "{{${name}}}" "${text}" page "${page}")
endforeach()
file(WRITE "${PAGE}" "${page}")
