package governance_test

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/governance"
)

func field(name, value string) governance.Field {
	return governance.Field{Name: name, Value: []byte(value)}
}

// An entry's fields are readable JSON in the table, with the bytes and the
// order that the digest covers; what was removed is told from what is null.
func TestFieldsAsKept(t *testing.T) {
	for _, c := range []struct {
		kept   string
		fields []governance.Field
	}{
		{`{}`, nil},
		{`{"phase":"closed","late":2}`, []governance.Field{field("phase", `"closed"`), field("late", "2")}},
		{`{"-due":null,"phase":null}`, []governance.Field{{Name: "due"}, field("phase", "null")}},
		{`{"+-due":1,"++x":2,"-+x":null}`, []governance.Field{field("-due", "1"), field("+x", "2"), {Name: "+x"}}},
		{`{"标题":{"a":[1, 2]}}`, []governance.Field{field("标题", `{"a":[1, 2]}`)}},
	} {
		kept := governance.JoinFields(c.fields)
		var object map[string]any
		require.NoError(t, json.Unmarshal([]byte(kept), &object))
		want := map[string]any{}
		require.NoError(t, json.Unmarshal([]byte(c.kept), &want))
		assert.Equal(t, want, object)
		back, err := governance.SplitFields([]byte(kept))
		require.NoError(t, err)
		assert.Equal(t, c.fields, back)
	}
}

// What was altered to something as short as nothing is not nothing: the chain
// must see it.
func TestWhatIsNoObjectIsNotEmpty(t *testing.T) {
	for _, text := range []string{"", "x", "r}", "{", "[]"} {
		_, err := governance.SplitFields([]byte(text))
		assert.Error(t, err, text)
	}
}

// Whatever the names, and whether set or removed, fields come back as they
// were, in their order.
func FuzzFields(f *testing.F) {
	f.Add("phase", "-due", `"closed"`, true)
	f.Add("", "+", "null", false)
	f.Add("\"\\", "路\n", "[1]", true)
	f.Fuzz(func(t *testing.T, a, b, value string, removed bool) {
		for _, name := range []string{a, b} { // names are the tags of our own structs
			var back string
			encoded, _ := json.Marshal(name)
			if json.Unmarshal(encoded, &back) != nil || back != name {
				return
			}
		}
		if !json.Valid([]byte(value)) {
			return
		}
		compact, _ := json.Marshal(json.RawMessage(value))
		in := []governance.Field{{Name: a, Value: compact}, {Name: b, Value: []byte("null")}}
		if removed {
			in[0].Value = nil
		}
		out, err := governance.SplitFields([]byte(governance.JoinFields(in)))
		require.NoError(t, err)
		assert.Equal(t, in, out)
	})
}
