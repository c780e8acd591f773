package form

import (
	"encoding"
	"fmt"
	"reflect"
	"slices"
	"strings"
)

// Fields lists every field of a struct under a title, as a table of Markdown: path,
// meaning, what it holds, English. The fields of some inner structs, which stand in
// tables of their own, are left out.
func Fields[T any](title string, apart ...reflect.Type) string {
	var b strings.Builder
	fmt.Fprintf(&b, "\n## %s\n\n| 字段 | 含义 | 形式 | meaning |\n| --- | --- | --- | --- |\n", title)
	rows(&b, "", reflect.TypeFor[T](), apart)
	return b.String()
}

func rows(b *strings.Builder, path string, t reflect.Type, apart []reflect.Type) {
	for i := range t.NumField() {
		f := t.Field(i)
		if !f.IsExported() {
			continue
		}
		name, r := fieldOf(f)
		at := join(path, name)
		fmt.Fprintf(b, "| `%s` | %s | %s | %s |\n", at, f.Tag.Get("zh"), holds(f.Type, r), f.Tag.Get("en"))
		if f.Type.Kind() == reflect.Struct && !slices.Contains(apart, f.Type) {
			rows(b, at, f.Type, apart)
		}
	}
}

// holds says in Chinese what a field holds.
func holds(t reflect.Type, r rule) string {
	may := ""
	if r.optional {
		may = "，可省略"
	}
	switch {
	case t.Kind() == reflect.Pointer:
		return holds(t.Elem(), r)
	case reflect.PointerTo(t).Implements(reflect.TypeFor[encoding.TextUnmarshaler]()):
		return "日期" + may
	case r.lone:
		return "数，或其分布" + may
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
