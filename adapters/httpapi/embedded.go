package httpapi

import (
	"bytes"
	"net/http"
	"reflect"

	"github.com/go-json-experiment/json"

	"github.com/jinlin-project/jinlin/governance"
)

// ReadJSON reads a request's body into a pointer to a struct as strictly as our
// own bodies are read, up to a number of bytes. The error is for our handler to
// answer with, and names every field at fault; there need be a body.
func ReadJSON(r *http.Request, most int64, into any) error {
	b, err := readBody(nil, r, most)
	if err != nil {
		return err
	}
	defer b.release()
	if !bytes.Contains(b.Bytes(), escapedNUL) && json.Unmarshal(b.Bytes(), into, strict) == nil {
		return nil
	}
	specs, err := governance.Fields(reflect.TypeOf(into).Elem())
	if err != nil { // a map, say: the decoder knows where it stopped
		return malformed(governance.Faults{unreadable(json.Unmarshal(b.Bytes(), into, strict))})
	}
	return formOf(specs).explain(b.Bytes(), into, func(any) governance.Faults { return nil })
}

// WriteJSON answers with a value in the way our own answers are written.
func WriteJSON(w http.ResponseWriter, r *http.Request, status int, v any) error {
	body, err := governance.StdCodec{}.Marshal(v)
	if err != nil {
		return err
	}
	send(w, status, jsonMedia, languageOf(r.Header), body)
	return nil
}
