package httpapi

import (
	"github.com/jinlin-project/jinlin/governance"
)

// direction says whether a schema is of what comes in or of what goes out.
// What comes in is held to the rules; what goes out may be older than a rule,
// masked or erased.
type direction bool

const (
	input  direction = false
	output direction = true
)

// unitPattern is the form of unit codes.
const unitPattern = "^[0-9A-Za-z-]{1,32}$"

// basicSchemas are the schemas of the types that have no parts.
var basicSchemas = map[governance.FieldType]dict{
	governance.TextField:    {"type": "string"},
	governance.CodeField:    {"type": "string"},
	governance.IntegerField: {"type": "integer", "format": "int64"},
	governance.BooleanField: {"type": "boolean"},
	governance.IDField:      {"type": "string", "format": "uuid"},
	governance.UnitField:    {"type": "string"},
	governance.DateField:    {"type": "string", "format": "date"},
	governance.TimeField:    {"type": "string", "format": "date-time"},
	governance.DecimalField: {"type": []string{"string", "number"}},
}

// fieldSchema is the schema of one field.
func fieldSchema(s *governance.FieldSpec, to direction) dict {
	out := dict{}
	for name, value := range basicSchemas[s.Type] {
		out[name] = value
	}
	switch s.Type {
	case governance.ObjectField:
		out = objectSchema(s.Fields, to)
	case governance.ListField:
		out = dict{"type": "array", "items": fieldSchema(s.Element, to)}
	case governance.CodeField:
		out["enum"] = codes(s.Choices, to)
	}
	if to == input {
		limits(out, s)
	} else if kind, ok := out["type"].(string); ok && nullable(s) {
		out["type"] = []string{kind, "null"}
	}
	if description := describe(s); description != "" {
		out["description"] = description
	}
	return out
}

// nullable reports whether a field that is shown may be null: a list that was
// never filled, personal data that was erased or cannot be shown.
func nullable(s *governance.FieldSpec) bool {
	return s.Type == governance.ListField || s.Type == governance.ObjectField || s.Personal != ""
}

// limits are the rules that a schema can say. A schema says less than the law:
// whether a unit exists, or a command is allowed now, only the law knows.
func limits(out dict, s *governance.FieldSpec) {
	least, most := "", ""
	switch s.Type {
	case governance.TextField:
		least, most = "minLength", "maxLength"
	case governance.ListField:
		least, most = "minItems", "maxItems"
	case governance.IntegerField:
		least, most = "minimum", "maximum"
	case governance.UnitField:
		out["pattern"] = unitPattern
	}
	if least != "" && (s.Min != 0 || s.Type == governance.IntegerField && s.Max != 0) {
		out[least] = s.Min
	}
	if most != "" && s.Max != 0 {
		out[most] = s.Max
	}
}

// codes are the codes of a field, listed so that generated clients get
// constants; what goes out may have none yet.
func codes(choices []governance.Choice, to direction) []string {
	out := []string{}
	for _, c := range choices {
		out = append(out, c.Code)
	}
	if to == output {
		out = append(out, "")
	}
	return out
}

// describe says what a field is, what its codes mean, and whose data it holds.
func describe(s *governance.FieldSpec) string {
	out := both(s.Label)
	for i, c := range s.Choices {
		if i == 0 {
			out += ": "
		} else {
			out += "; "
		}
		out += "`" + c.Code + "` " + both(c.Label)
	}
	if s.Personal != "" {
		out += " (personal: " + string(s.Personal) + ")"
	}
	return out
}

// objectSchema is the schema of fields. What comes in holds no others.
func objectSchema(specs []governance.FieldSpec, to direction) dict {
	properties, required := dict{}, []string{}
	for i := range specs {
		properties[specs[i].Name] = fieldSchema(&specs[i], to)
		if specs[i].Required {
			required = append(required, specs[i].Name)
		}
	}
	out := dict{"type": "object", "properties": properties}
	if to == output {
		return out
	}
	out["additionalProperties"] = false
	if len(required) > 0 {
		out["required"] = required
	}
	return out
}

// hidden are the head's fields that only the law itself reads, and no view shows.
var hidden = map[string]bool{"schema": true, "subject": true, "timers": true, "revealed": true}

// recordSchema is the schema of a record as its view shows it: the
// institution's fields between what every record has.
func recordSchema(about *governance.Description) dict {
	out := objectSchema(about.Fields, output)
	properties := out["properties"].(dict)
	for name := range hidden {
		delete(properties, name)
	}
	for name, schema := range commonSchema(about) {
		properties[name] = schema
	}
	out["required"] = []string{"id", "kind", "serial", "version", "phase", "phaseLabel", "outcome", "deadlines", "actions"}
	out["description"] = both(about.Label) + " — " + both(about.Sentence)
	return out
}

// commonSchema is what every record shows, whatever its institution.
func commonSchema(about *governance.Description) dict {
	var phases []string
	labels := "阶段 / Phase"
	for i, p := range about.Phases {
		phases = append(phases, string(p.Phase))
		if i == 0 {
			labels += ": "
		} else {
			labels += "; "
		}
		labels += "`" + string(p.Phase) + "` " + both(p.Label)
	}
	return dict{
		"id":         dict{"type": "string", "format": "uuid"},
		"kind":       dict{"type": "string", "enum": []string{about.Kind}},
		"serial":     dict{"type": "string", "description": "编号，按区、年、序排序 / sorts by district, year and count"},
		"version":    dict{"type": "integer", "format": "int64", "minimum": 1},
		"phase":      dict{"type": "string", "enum": phases, "description": labels},
		"phaseLabel": dict{"type": "string"},
		"outcome":    dict{"type": []string{"string", "null"}, "description": "结果，未结束时为空 / null while open"},
		"deadlines":  dict{"type": "array", "items": schemaRef("Deadline")},
		"actions":    dict{"type": "array", "items": schemaRef("Action"), "description": "调用者现在可以进行的操作 / what this caller may do now"},
	}
}

// queryParameter is a question's parameter.
func queryParameter(s *governance.FieldSpec) dict {
	out := dict{"name": s.Name, "in": "query", "schema": fieldSchema(s, input), "description": describe(s)}
	if s.Required {
		out["required"] = true
	}
	switch s.Type {
	case governance.ListField:
		out["style"], out["explode"] = "form", false
	case governance.TimeField:
		out["schema"] = instantSchema()
	}
	return out
}

// instantSchema is a time, or a date that stands for its first instant.
func instantSchema() dict {
	return dict{"type": "string", "pattern": `^\d{4}-\d{2}-\d{2}(T.+)?$`, "description": "RFC 3339, or a date for its first instant"}
}

// pageSchema is a page of a list.
func pageSchema(item dict) dict {
	return dict{"type": "object", "required": []string{"items", "next"}, "properties": dict{
		"items": dict{"type": "array", "items": item},
		"next":  dict{"type": []string{"string", "null"}, "description": "续页，末页为空 / null at the end"},
	}}
}

// parameters describes an institution's filters.
func (f *filters) parameters() []dict {
	described := map[string]dict{
		"phase":     {"schema": dict{"type": "array", "items": dict{"type": "string", "enum": codes(f.phases, input)}}, "style": "form", "explode": false},
		"unit":      {"schema": dict{"type": "string", "pattern": unitPattern}, "description": "单位及其所辖 / the unit and what it answers for"},
		"community": {"schema": dict{"type": "string", "pattern": unitPattern}, "description": "同 unit / the same as unit"},
		"mine":      {"schema": dict{"type": "string", "enum": codes(whose, input)}, "description": "`desk` 待我办理 / mine to do; `sent` 我提交的 / sent by me"},
		"limit":     {"schema": dict{"type": "integer", "minimum": 1, "maximum": mostPage, "default": usualPage}},
		"q":         {"schema": dict{"type": "string", "maxLength": longestFilter}, "description": "编号或标题的一部分 / part of the serial or title"},
	}
	var out []dict
	for _, name := range f.names {
		p := described[name]
		switch {
		case p != nil:
		case name == f.class && len(f.classes) > 0:
			p = dict{"schema": dict{"type": "string", "enum": codes(f.classes, input)}}
		case name == "cursor" || name == "category" || name == "outcome" || name == f.class:
			p = dict{"schema": dict{"type": "string"}}
		default:
			p = dict{"schema": instantSchema()}
		}
		p["name"], p["in"] = name, "query"
		out = append(out, p)
	}
	return out
}
