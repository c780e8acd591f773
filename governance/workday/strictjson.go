package workday

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"strings"
)

// decode reads one JSON value strictly: no unknown field, no field twice,
// nothing after it.
func (c *checker) decode(text []byte, into any) {
	if code := twice(json.NewDecoder(bytes.NewReader(text)), deepest); code != "" {
		c.fault("", code)
		return
	}
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(into); err != nil {
		c.fault("", decodeFault(err))
		return
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		c.fault("", FaultSyntax)
	}
}

// decodeFault sorts the errors of encoding/json, whose texts repeat the input.
func decodeFault(err error) FaultCode {
	var wrongType *json.UnmarshalTypeError
	if errors.As(err, &wrongType) {
		return FaultType
	}
	if strings.HasPrefix(err.Error(), "json: unknown field") {
		return FaultUnknown
	}
	return FaultSyntax
}

// deepest is how far values may nest; notices need four levels, and a text of
// brackets must not exhaust the stack.
const deepest = 8

// twice walks one value and finds fields given twice, which encoding/json would
// accept, keeping the last: a list typed twice would silently lose days. Names
// that differ only in case count as the same, as they do for encoding/json.
func twice(decoder *json.Decoder, depth int) FaultCode {
	token, err := decoder.Token()
	if err != nil {
		return FaultSyntax
	}
	delim, nested := token.(json.Delim)
	if !nested {
		return ""
	}
	if depth == 0 {
		return FaultType
	}
	names := map[string]bool{}
	for decoder.More() {
		if delim == '{' {
			name, err := decoder.Token()
			if err != nil {
				return FaultSyntax
			}
			folded := strings.ToLower(name.(string))
			if names[folded] {
				return FaultTwice
			}
			names[folded] = true
		}
		if code := twice(decoder, depth-1); code != "" {
			return code
		}
	}
	if _, err := decoder.Token(); err != nil {
		return FaultSyntax
	}
	return ""
}
