package fastjson

import (
	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
	v1 "github.com/go-json-experiment/json/v1"

	"github.com/jinlin-project/jinlin/governance"
)

// Codec implements [governance.Codec]. The zero value is ready; it holds no
// state and may be used from many goroutines.
type Codec struct{}

var _ governance.Codec = Codec{}

// What encoding/json does where its successor would do otherwise: an omitempty
// leaves out false, 0 and "", a nil list is null, maps are sorted, and the two
// line separators of JavaScript are escaped.
var writing = json.JoinOptions(
	v1.OmitEmptyWithLegacySemantics(true),
	json.FormatNilSliceAsNull(true), json.FormatNilMapAsNull(true), json.Deterministic(true),
	jsontext.EscapeForJS(true), jsontext.EscapeForHTML(false),
)

// Documents come from a ledger and were checked when they came in: a name that
// stands twice is taken as encoding/json takes it.
var reading = json.JoinOptions(jsontext.AllowDuplicateNames(true))

// Marshal encodes without escaping HTML, so that texts stay readable.
func (Codec) Marshal(v any) ([]byte, error) { return json.Marshal(v, writing) }

// Unmarshal decodes.
func (Codec) Unmarshal(data []byte, v any) error { return json.Unmarshal(data, v, reading) }
