package scenario

import (
	"reflect"

	"github.com/jinlin-project/jinlin/examples/simulate/form"
)

// Schema is the JSON Schema of scenario files. A file that extends another names only
// what differs, so no field is required.
func Schema() []byte { return form.Schema[Scenario]("近邻模拟情景", true) }

// Fields is a page that lists every field of a scenario with its meaning, written from
// the fields.
func Fields() string {
	apart := []reflect.Type{reflect.TypeFor[Step](), reflect.TypeFor[Unit](), reflect.TypeFor[Some]()} // they occur often
	return "# 情景文件的字段\n\n由 `make generate` 按程序生成，请勿手改。怎样写情景见 [simulation.zh-CN.md](simulation.zh-CN.md)；编辑器可用 [simulation.schema.json](simulation.schema.json) 校验。\n" +
		form.Fields[Scenario]("情景", apart...) + form.Fields[Step]("环节（`work` 之下各项）") + form.Fields[Unit]("单位（`units` 之下各项）") + form.Fields[Some]("个别单位（`units.only` 之下各项）")
}
