package yearreport

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
)

// A MisfitError says that a row does not fit the answer: where its number should
// stand there is something else. It is a defect of the row.
type MisfitError struct{ Row, At string }

// Error says it to a developer.
func (e *MisfitError) Error() string {
	return fmt.Sprintf("yearreport: %s: no number stands at %q of the answer", e.Row, e.At)
}

// Read takes the row's number from what was answered to its query, as JSON: of a
// rate the two. Without a denominator, or of nothing, there is none.
func (r *Row) Read(answer []byte) (value, of string, err error) {
	decoded, err := decode(answer)
	if err != nil {
		return "", "", err
	}
	return r.read(decoded)
}

func decode(answer []byte) (out any, err error) {
	d := json.NewDecoder(bytes.NewReader(answer))
	d.UseNumber()
	err = d.Decode(&out)
	return out, err
}

func (r *Row) read(answer any) (value, of string, err error) {
	value, err = pick(r.ID, answer, r.Pick)
	if err == nil && r.Over != "" {
		of, err = pick(r.ID, answer, r.Over)
	}
	if err == nil && r.Given != "" {
		var from string
		if from, err = pick(r.ID, answer, r.Given); from == "0" {
			return "", "", err
		}
	}
	if value == "" || r.Over != "" && (of == "" || of == "0") {
		return "", "", err
	}
	return value, of, err
}

// pick reads the number at a pointer, of a row or run.
func pick(row string, answer any, pointer string) (string, error) {
	n, ok := number(answer, pointer)
	if !ok {
		return "", &MisfitError{row, pointer}
	}
	return n, nil
}

// at finds what stands in an answer at a pointer. Of a map of counts a key that
// nothing was counted under is missing, and so is an empty map; what stands in the
// answer itself may not be. A step "class=main" takes the element of a list whose
// field says so.
func at(answer any, pointer string) (value any, found, fits bool) {
	steps := strings.Split(strings.TrimPrefix(pointer, "/"), "/")
	for _, step := range steps {
		switch here := answer.(type) {
		case map[string]any:
			next, ok := here[step]
			if !ok {
				return nil, false, len(steps) > 1
			}
			answer = next
		case []any:
			next, ok := element(here, step)
			if !ok {
				return nil, false, true
			}
			answer = next
		default:
			return nil, false, false
		}
	}
	return answer, true, true
}

// element finds the element of a list of which a field has a value.
func element(of []any, step string) (any, bool) {
	field, want, _ := strings.Cut(step, "=")
	for _, one := range of {
		if fields, ok := one.(map[string]any); ok && fields[field] == want {
			return one, true
		}
	}
	return nil, false
}

// number reads the number at a pointer: whole, or an amount written as text. What
// nothing was counted under is 0; null is no number but fits.
func number(answer any, pointer string) (string, bool) {
	value, found, fits := at(answer, pointer)
	if !found {
		return "0", fits
	}
	switch n := value.(type) {
	case nil:
		return "", true
	case json.Number:
		return n.String(), true
	case string:
		return n, isNumber(n)
	}
	return "", false
}

// isNumber reports whether a text is digits, perhaps with a sign and a point.
func isNumber(s string) bool {
	whole, places, pointed := strings.Cut(strings.TrimPrefix(s, "-"), ".")
	return whole != "" && strings.Trim(whole+places, "0123456789") == "" && (!pointed || places != "")
}
