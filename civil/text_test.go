package civil_test

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/civil"
)

// Strict input: one form, real days, and the part at fault is named.
func TestParseDateRefuses(t *testing.T) {
	for text, part := range map[string]civil.Part{
		"":                     civil.PartForm,
		"2024-1-02":            civil.PartForm,
		"2024-01-2":            civil.PartForm,
		"2024/01/02":           civil.PartForm,
		" 2024-01-02":          civil.PartForm,
		"2024-01-02 ":          civil.PartForm,
		"2024-01-02T00:00:00Z": civil.PartForm,
		"-024-01-02":           civil.PartForm,
		"+024-01-02":           civil.PartForm,
		"２０24-01-0":            civil.PartForm,
		"2024-0x-02":           civil.PartForm,
		"0000-01-01":           civil.PartYear,
		"2024-00-01":           civil.PartMonth,
		"2024-13-01":           civil.PartMonth,
		"2024-01-00":           civil.PartDay,
		"2024-01-32":           civil.PartDay,
		"2023-02-29":           civil.PartDay,
		"1900-02-29":           civil.PartDay,
		"2024-04-31":           civil.PartDay,
	} {
		_, err := civil.ParseDate(text)
		var fault *civil.ParseError
		require.ErrorAs(t, err, &fault, text)
		assert.Equal(t, part, fault.Part, text)
	}
}

// A message never repeats what was typed, in either language.
func TestErrorsDoNotRepeatInput(t *testing.T) {
	_, err := civil.ParseDate("11010519491231002X")
	var fault *civil.ParseError
	require.ErrorAs(t, err, &fault)
	assert.NotContains(t, err.Error(), "1949")
	assert.NotContains(t, fault.Zh(), "1949")
	assert.Contains(t, fault.Zh(), "格式")
	for _, part := range []civil.Part{civil.PartYear, civil.PartMonth, civil.PartDay} {
		assert.NotContains(t, (&civil.ParseError{Part: part}).Zh(), "，有误", "each part has a Chinese name")
	}
}

func TestJSON(t *testing.T) {
	type row struct {
		From civil.Date            `json:"from"`
		By   map[civil.Date]string `json:"by"`
	}
	in := row{civil.MustParse("2024-09-27"), map[civil.Date]string{civil.Forever: "x"}}
	text, err := json.Marshal(in)
	require.NoError(t, err)
	assert.JSONEq(t, `{"from":"2024-09-27","by":{"9999-12-31":"x"}}`, string(text))
	var out row
	require.NoError(t, json.Unmarshal(text, &out))
	assert.Equal(t, in, out)

	out.From = 7
	var fault *civil.ParseError
	require.ErrorAs(t, json.Unmarshal([]byte(`{"from":"2024-02-30"}`), &out), &fault)
	assert.Equal(t, civil.Date(7), out.From, "a refused text leaves the date as it was")
}

// What could not be read back is not written.
func TestMarshalRefusesWhatHasNoText(t *testing.T) {
	for _, d := range []civil.Date{civil.Min - 1, civil.Forever + 1} {
		_, err := d.MarshalText()
		var fault *civil.RangeError
		require.True(t, errors.As(err, &fault))
		assert.NotEmpty(t, fault.Error())
		assert.NotEmpty(t, fault.Zh())
	}
	b, err := civil.Date(0).AppendText([]byte("on "))
	require.NoError(t, err)
	assert.Equal(t, "on 1970-01-01", string(b))
}

func TestMustParsePanics(t *testing.T) {
	assert.Panics(t, func() { civil.MustParse("soon") })
}

// Parse and print are inverses, and accept exactly what time.Parse accepts.
func FuzzParseDate(f *testing.F) {
	for _, s := range []string{"2024-02-29", "2023-02-29", "0001-01-01", "9999-12-31", "0000-01-01", "2024-00-10", "", "2024-1-1"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d, err := civil.ParseDate(s)
		at, oracle := time.Parse(time.DateOnly, s)
		accepted := oracle == nil && !strings.HasPrefix(s, "0000")
		require.Equal(t, accepted, err == nil, "%q", s)
		if err != nil {
			return
		}
		require.Equal(t, s, d.String())
		require.Equal(t, at.Unix()/86400-boolToInt(at.Unix()%86400 < 0), int64(d))
	})
}

func boolToInt(b bool) int64 {
	if b {
		return 1
	}
	return 0
}
