package scenario

import (
	"encoding"
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/jinlin-project/jinlin/governance/workday"
)

// Schema is the JSON Schema (2020-12) of scenario files, written from the fields,
// with the Chinese meaning of each as its title.
func Schema() []byte {
	root := objectSchema(reflect.TypeFor[Scenario]())
	delete(root, "required") // a file that extends another names only what differs
	root["$schema"] = "https://json-schema.org/draft/2020-12/schema"
	root["title"] = "近邻模拟情景"
	out, err := json.MarshalIndent(root, "", "  ")
	if err != nil {
		panic(fmt.Sprintf("scenario: its own schema: %v", err)) // maps of texts and numbers
	}
	return append(out, '\n')
}

// schemaOf is the schema of one type under a rule.
func schemaOf(t reflect.Type, r rule) map[string]any {
	switch {
	case t.Kind() == reflect.Pointer:
		return schemaOf(t.Elem(), r)
	case reflect.PointerTo(t).Implements(reflect.TypeFor[encoding.TextUnmarshaler]()):
		return textSchema(t)
	}
	switch t.Kind() {
	case reflect.Struct:
		return objectSchema(t)
	case reflect.Map:
		return map[string]any{"type": "object", "additionalProperties": schemaOf(t.Elem(), rule{})}
	case reflect.Slice:
		return listSchema(t, r)
	case reflect.Int:
		return bounded(map[string]any{"type": "integer"}, "minimum", "maximum", r)
	case reflect.Bool:
		return map[string]any{"type": "boolean"}
	}
	if len(r.one) > 0 {
		return map[string]any{"enum": r.one}
	}
	return map[string]any{"type": "string"}
}

func textSchema(t reflect.Type) map[string]any {
	if t == reflect.TypeFor[workday.Clock]() {
		return map[string]any{"type": "string", "pattern": `^\d{2}:\d{2}(:\d{2})?$`}
	}
	return map[string]any{"type": "string", "format": "date"}
}

func listSchema(t reflect.Type, r rule) map[string]any {
	if r.length > 0 {
		r.min, r.max = r.length, r.length
	}
	out := bounded(map[string]any{"type": "array", "items": schemaOf(t.Elem(), rule{})}, "minItems", "maxItems", r)
	if t == reflect.TypeFor[Minutes]() {
		return map[string]any{"oneOf": []any{map[string]any{"type": "integer", "minimum": 0}, out}}
	}
	return out
}

func bounded(s map[string]any, low, high string, r rule) map[string]any {
	s[low] = r.min
	if r.max > 0 {
		s[high] = r.max
	}
	return s
}

// object_ is the schema of a struct.
func objectSchema(t reflect.Type) map[string]any {
	properties, required := map[string]any{}, []string{}
	for i := range t.NumField() {
		f := t.Field(i)
		if !f.IsExported() {
			continue
		}
		name, r := fieldOf(f)
		one := schemaOf(f.Type, r)
		one["title"] = f.Tag.Get("zh")
		if en := f.Tag.Get("en"); en != "" {
			one["description"] = en
		}
		properties[name] = one
		if !r.optional {
			required = append(required, name)
		}
	}
	return map[string]any{"type": "object", "properties": properties, "required": required, "additionalProperties": false}
}

// Fields is a page that lists every field of a scenario with its meaning, written from
// the fields.
func Fields() string {
	var b strings.Builder
	b.WriteString("# 情景文件的字段\n\n由 `make generate` 按程序生成，请勿手改。怎样写情景见 [simulation.zh-CN.md](simulation.zh-CN.md)；编辑器可用 [simulation.schema.json](simulation.schema.json) 校验。\n")
	table(&b, "情景", reflect.TypeFor[Scenario]())
	table(&b, "环节（`work` 之下各项）", reflect.TypeFor[Step]())
	table(&b, "单位（`units` 之下各项）", reflect.TypeFor[Unit]())
	table(&b, "个别单位（`units.only` 之下各项）", reflect.TypeFor[Some]())
	return b.String()
}

func table(b *strings.Builder, title string, t reflect.Type) {
	fmt.Fprintf(b, "\n## %s\n\n| 字段 | 含义 | 形式 | meaning |\n| --- | --- | --- | --- |\n", title)
	rows(b, "", t)
}

// apart are described in tables of their own, since they occur often.
var apart = []reflect.Type{reflect.TypeFor[Step](), reflect.TypeFor[Unit](), reflect.TypeFor[Some]()}

func rows(b *strings.Builder, path string, t reflect.Type) {
	for i := range t.NumField() {
		f := t.Field(i)
		if !f.IsExported() {
			continue
		}
		name, r := fieldOf(f)
		at := join(path, name)
		fmt.Fprintf(b, "| `%s` | %s | %s | %s |\n", at, f.Tag.Get("zh"), form(f.Type, r), f.Tag.Get("en"))
		if f.Type.Kind() == reflect.Struct && !slices.Contains(apart, f.Type) {
			rows(b, at, f.Type)
		}
	}
}

// form says in Chinese what a field holds.
func form(t reflect.Type, r rule) string {
	may := ""
	if r.optional {
		may = "，可省略"
	}
	switch {
	case t.Kind() == reflect.Pointer:
		return form(t.Elem(), r)
	case reflect.PointerTo(t).Implements(reflect.TypeFor[encoding.TextUnmarshaler]()):
		return "日期" + may
	case t == reflect.TypeFor[Minutes]():
		return "分钟数，或其分布" + may
	}
	switch t.Kind() {
	case reflect.Struct, reflect.Map:
		return "对象" + may
	case reflect.Slice:
		return "列表" + may
	case reflect.Bool:
		return "true 或 false" + may
	case reflect.Int:
		if r.max > 0 {
			return fmt.Sprintf("%d–%d%s", r.min, r.max, may)
		}
		return "整数" + may
	}
	if len(r.one) > 0 {
		return strings.Join(r.one, "、") + may
	}
	return "文本" + may
}
