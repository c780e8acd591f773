package httpapi

import (
	"bytes"
	"encoding/json"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/feed"
)

// Whatever is sent as a body is answered below 500, and what is taken is plain
// JSON of the one right shape: encoding/json, a lenient reader, must read the
// same value from it, and refuses nothing that we take.
func FuzzBody(f *testing.F) {
	for _, c := range badBodies {
		if len(c.body) < 1000 {
			f.Add(c.body)
		}
	}
	for _, c := range badVisits {
		f.Add(c.body)
	}
	f.Add(wishBody)
	f.Add(`{"count":3,"cost":12.5,"at":"2024-10-08T09:00:00+08:00","tags":["a"],"note":"\u597d","more":[]}`)
	w := newWorld(f)
	about := w.office.Shelves()[0].Describe()
	law := func(any) governance.Faults { return nil }
	f.Fuzz(func(t *testing.T, body string) {
		for _, verb := range []string{"make", "visit"} {
			form := formOf(about.Sheet(verb).Fields)
			ours, _ := about.Command(verb)
			if err := form.decode([]byte(body), ours, law); err != nil {
				status := problemOf(err).Status
				require.True(t, status == 400 || status == 422, "status %d", status)
				continue
			}
			require.True(t, utf8.ValidString(body))
			theirs, _ := about.Command(verb)
			text := strings.TrimSpace(body)
			if text == "" {
				continue
			}
			require.True(t, json.Valid([]byte(text)))
			if verb == "make" { // Money, in the other, is read from numbers by us alone
				require.NoError(t, json.Unmarshal([]byte(text), theirs))
				require.Equal(t, theirs, ours)
			}
			require.NotContains(t, decoded(t, ours), `\u0000`)
		}
	})
}

// The quick half and the talkative half of decoding agree on what is taken.
func FuzzHalvesAgree(f *testing.F) {
	f.Add(wishBody)
	for _, c := range badBodies {
		if len(c.body) < 1000 {
			f.Add(c.body)
		}
	}
	w := newWorld(f)
	about := w.office.Shelves()[0].Describe()
	form := formOf(about.Sheet("make").Fields)
	f.Fuzz(func(t *testing.T, body string) {
		if len(strings.Trim(body, " \t\r\n")) == 0 {
			return
		}
		quick, _ := about.Command("make")
		talkative, _ := about.Command("make")
		none := func(any) governance.Faults { return nil }
		a := form.decode([]byte(body), quick, none)
		b := form.explain(bytes.Trim([]byte(body), " \t\r\n"), talkative, none)
		// A unit code is the one value that the quick half refuses by itself.
		require.Equal(t, a == nil, b == nil, "%v / %v", a, b)
		if a == nil {
			require.Equal(t, talkative, quick)
		}
	})
}

func decoded(t *testing.T, v any) string {
	out, err := json.Marshal(v)
	require.NoError(t, err)
	return string(out)
}

// Whatever stands behind the question mark is answered below 500, and never
// with what was asked.
func FuzzQuery(f *testing.F) {
	for _, c := range badQueries {
		_, raw, _ := strings.Cut(c.line, "?")
		f.Add(raw)
	}
	f.Add("phase=wished&unit=350205001&limit=3&openedFrom=2024-09-01T00:00:00+08:00")
	w := newWorld(f)
	w.wish()
	f.Fuzz(func(t *testing.T, raw string) {
		for _, path := range []string{"/v1/wishes", "/v1/wishes/tally", "/v1/units/350205/subtree", "/v1/calendar/days", "/v1/events"} {
			r := httptest.NewRequest("GET", path, nil)
			r.URL.RawQuery = raw
			r.Header.Set("Authorization", "Bearer centre")
			rec := httptest.NewRecorder()
			w.handler.ServeHTTP(rec, r)
			require.Contains(t, []int{200, 400, 422}, rec.Code, "%s?%q: %s", path, raw, rec.Body)
			require.True(t, json.Valid(rec.Body.Bytes()))
		}
	})
}

// What is read back as a kept answer or a cursor is what was written as one.
func FuzzKept(f *testing.F) {
	a := answer{201, "zh", `"1"`, "/v1/wishes/1", []byte(`{}`)}
	f.Add(a.encode(), "p1")
	f.Add([]byte{}, "AAAA")
	f.Fuzz(func(t *testing.T, kept []byte, text string) {
		if a, err := decodeAnswer(kept); err == nil {
			again, err := decodeAnswer(a.encode())
			require.NoError(t, err)
			require.True(t, again.status == a.status && slices.Equal(again.body, a.body) && again.location == a.location)
		}
		if p, err := feed.ParsePosition(text); err == nil {
			require.Equal(t, text, p.String())
		}
		if c, ok := readCursor(text, 7); ok {
			require.Equal(t, text, writeCursor(c, 7))
		}
	})
}
