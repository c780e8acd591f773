package httpapi

import (
	"net/http"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"

	"github.com/jinlin-project/jinlin/governance"
)

// http.md, "Errors": 422 and 400 name every field, also in the bodies of routes
// that an embedder adds, whatever struct these are read into.
func TestReadJSONNamesFields(t *testing.T) {
	type part struct {
		Days int `json:"days"`
	}
	type body struct {
		Account string    `json:"account"`
		To      *string   `json:"to"`
		On      time.Time `json:"on"`
		Parts   []part    `json:"parts"`
	}
	w := newWorld(t, func(o *Options) {
		add := func(path string, into func() any) {
			o.Extra = append(o.Extra, Route{Method: "POST", Path: path, Bare: true, Operation: map[string]any{"summary": "读"}, Serve: func(w http.ResponseWriter, r *http.Request, _ governance.Actor) error {
				v := into()
				if err := ReadJSON(r, 1000, v); err != nil {
					return err
				}
				return WriteJSON(w, r, 200, v)
			}})
		}
		add("/v1/read", func() any { return new(body) })
		add("/v1/map", func() any { return &map[string]int{} })
	})
	for _, c := range []struct {
		line, body string
		status     int
		faults     []string
	}{
		{"read", `{"account":1,"to":2,"parts":[{"days":1},{"days":"x"}]}`, 400, []string{"account wrong-type", "to wrong-type", "parts[1].days wrong-type"}},
		{"read", `{"account":"a","account":"b","colour":1,"Account":"c"}`, 400, []string{"account duplicate-field", "colour unknown-field", "Account unknown-field"}},
		{"read", `{"account":"a\u0000"}`, 400, []string{"account bad-text"}},
		{"read", `{"account":"a"} x`, 400, []string{" trailing-data"}},
		{"read", ``, 400, []string{" syntax"}},
		{"read", `{"parts":[{"days":1e9}]}`, 400, []string{"parts[0].days not-an-integer"}},
		{"read", `{"on":"today"}`, 422, []string{"on bad-time"}},
		{"map", `{"a":"b"}`, 400, []string{"a bad-value"}},
		{"map", `[]`, 400, []string{" bad-value"}},
	} {
		r := w.want(c.status, "", "POST /v1/"+c.line, c.body, "Content-Type: application/json")
		assert.ElementsMatch(t, c.faults, r.faults(), "%s", c.body)
	}
	w.want(200, "", "POST /v1/read", `{"account":"a\\u0000","to":null}`)
}
