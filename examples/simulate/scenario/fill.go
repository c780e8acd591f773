package scenario

import (
	"encoding"
	"encoding/json"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"

	"github.com/jinlin-project/jinlin/governance"
)

// fill puts a decoded object into a scenario by the names of its fields and notes
// everything that does not fit: decoders would stop at the first.
func fill(s *Scenario, in map[string]any, f *governance.Faults) {
	w := walker{f}
	w.structure("", reflect.ValueOf(s).Elem(), in)
}

type walker struct{ faults *governance.Faults }

func (w walker) wrong(path, zh, en string) { w.faults.Add(path, "wrong-type", zh, en) }

// value puts one value where it belongs.
func (w walker) value(path string, to reflect.Value, in any, r rule) {
	if text, ok := to.Addr().Interface().(encoding.TextUnmarshaler); ok {
		w.text(path, text, in)
		return
	}
	switch to.Kind() {
	case reflect.Pointer:
		to.Set(reflect.New(to.Type().Elem()))
		w.value(path, to.Elem(), in, r)
	case reflect.Struct:
		if fields, ok := in.(map[string]any); ok {
			w.structure(path, to, fields)
			return
		}
		w.wrong(path, "应为对象", "is not an object")
	case reflect.Map:
		w.mapping(path, to, in)
	case reflect.Slice:
		w.list(path, to, in, r)
	case reflect.Int:
		w.integer(path, to, in, r)
	case reflect.Bool:
		if b, ok := in.(bool); ok {
			to.SetBool(b)
			return
		}
		w.wrong(path, "应为 true 或 false", "is not true or false")
	default:
		w.word(path, to, in, r)
	}
}

func (w walker) text(path string, to encoding.TextUnmarshaler, in any) {
	text, ok := in.(string)
	if !ok {
		w.wrong(path, "应为文本", "is not a text")
		return
	}
	if err := to.UnmarshalText([]byte(text)); err != nil {
		w.faults.Add(path, "malformed", "格式不正确", err.Error())
	}
}

func (w walker) word(path string, to reflect.Value, in any, r rule) {
	text, ok := in.(string)
	switch {
	case !ok:
		w.wrong(path, "应为文本", "is not a text")
	case len(r.one) > 0 && !slices.Contains(r.one, text):
		w.faults.Add(path, "unknown-code", "应为 "+strings.Join(r.one, "、")+" 之一", "is not one of "+strings.Join(r.one, ", "))
	default:
		to.SetString(text)
	}
}

func (w walker) integer(path string, to reflect.Value, in any, r rule) {
	number, _ := in.(json.Number)
	n, err := number.Int64()
	switch {
	case err != nil:
		w.wrong(path, "应为整数", "is not a whole number")
	case n < int64(r.min) || r.max > 0 && n > int64(r.max):
		w.faults.Add(path, "out-of-range", fmt.Sprintf("应在%d至%d之间", r.min, r.max), fmt.Sprintf("is not between %d and %d", r.min, r.max))
	default:
		to.SetInt(n)
	}
}

func (w walker) list(path string, to reflect.Value, in any, r rule) {
	items, ok := in.([]any)
	switch {
	case !ok && reflect.TypeOf(in) == reflect.TypeFor[json.Number]() && to.Type() == reflect.TypeFor[Minutes]():
		items = []any{in}
	case !ok:
		w.wrong(path, "应为列表", "is not a list")
		return
	case r.length > 0 && len(items) != r.length, len(items) < r.min, r.max > 0 && len(items) > r.max:
		w.faults.Add(path, "wrong-length", r.lengthZh(), r.lengthEn())
		return
	}
	to.Set(reflect.MakeSlice(to.Type(), len(items), len(items)))
	for i, item := range items {
		w.value(fmt.Sprintf("%s[%d]", path, i), to.Index(i), item, rule{})
	}
}

func (w walker) mapping(path string, to reflect.Value, in any) {
	fields, ok := in.(map[string]any)
	if !ok {
		w.wrong(path, "应为对象", "is not an object")
		return
	}
	to.Set(reflect.MakeMap(to.Type()))
	for _, k := range slices.Sorted(maps.Keys(fields)) {
		one := reflect.New(to.Type().Elem()).Elem()
		w.value(join(path, k), one, fields[k], rule{})
		to.SetMapIndex(reflect.ValueOf(k), one)
	}
}

// structure fills the fields of a struct and notes those it does not have or that
// are missing.
func (w walker) structure(path string, to reflect.Value, in map[string]any) {
	known := map[string]bool{}
	for i := range to.NumField() {
		if !to.Type().Field(i).IsExported() {
			continue
		}
		name, r := fieldOf(to.Type().Field(i))
		known[name] = true
		given, ok := in[name]
		switch {
		case ok:
			w.value(join(path, name), to.Field(i), given, r)
		case !r.optional:
			w.faults.Add(join(path, name), "required", "缺少", "is missing")
		}
	}
	for _, k := range slices.Sorted(maps.Keys(in)) {
		if !known[k] {
			w.faults.Add(join(path, k), "unknown-field", "没有这个字段", "is not a field")
		}
	}
}

func join(path, name string) string {
	if path == "" {
		return name
	}
	return path + "." + name
}
