package scenario

import (
	"reflect"

	"github.com/jinlin-project/jinlin/examples/simulate/form"
)

// Schema is the JSON Schema of scenario files. A file that extends another names only
// what differs, so no field is required.
func Schema() []byte { return form.Schema[Scenario]("近邻模拟情景", true) }

// Fields lists every field as a row of Markdown: path, meaning, English.
func Fields() string { return form.Fields[Scenario](reflect.TypeFor[Step](), reflect.TypeFor[Unit]()) }
