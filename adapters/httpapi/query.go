package httpapi

import (
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/orgtree"
)

// query is the part of an address behind the question mark, read strictly:
// every name known and given once, every text valid. A parameter left empty
// counts as not given.
type query struct {
	values  map[string]string
	invalid governance.Faults
}

// query reads the parameters of a request. Everything that cannot be read is
// named at once.
func (c *call) query(known ...string) (*query, error) {
	return readQuery(c.r.URL.RawQuery, known)
}

// noQuery refuses parameters where none are known.
func (c *call) noQuery() error {
	if c.r.URL.RawQuery == "" {
		return nil
	}
	_, err := c.query()
	return err
}

func readQuery(raw string, known []string) (*query, error) {
	q := &query{values: map[string]string{}}
	if raw == "" {
		return q, nil
	}
	// ParseQuery returns what it could read beside the error, so that a bad
	// escape does not hide the other faults.
	given, err := url.ParseQuery(raw)
	var faults governance.Faults
	if err != nil {
		faults.Add("", "bad-query", "查询串格式不正确", "the query cannot be read")
	}
	names := make([]string, 0, len(given))
	for name := range given {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		value := given[name][0]
		switch {
		case !slices.Contains(known, name):
			faults.Add(speakable(name), "unknown-parameter", "没有这个查询参数", "is not a parameter here")
		case len(given[name]) > 1:
			faults.Add(name, "duplicate-parameter", "查询参数重复", "is given twice")
		case !utf8.ValidString(value) || strings.ContainsRune(value, 0):
			faults.Add(name, "bad-text", "含有不可用的字符", "holds characters that are not allowed")
		case value != "":
			q.values[name] = value
		}
	}
	if len(faults) > 0 {
		return nil, malformed(faults)
	}
	return q, nil
}

// err names every value that is not what its parameter takes.
func (q *query) err() error { return q.invalid.Err() }

// bad notes a fault under the name of a parameter.
func (q *query) bad(name string, f governance.Fault) {
	f.Path = name
	q.invalid = append(q.invalid, f)
}

// text reads a text of at most so many characters. Longer ones are refused and
// not cut: a filter that means something else than was asked would mislead.
func (q *query) text(name string, most int) string {
	value := q.values[name]
	if utf8.RuneCountInString(value) > most {
		n := strconv.Itoa(most)
		q.invalid.Add(name, "too-long", "不得超过"+n+"字", "has more than "+n+" characters")
		return ""
	}
	return value
}

// number reads an integer between two bounds, both included.
func (q *query) number(name string, otherwise, least, most int) int {
	value, given := q.values[name]
	if !given {
		return otherwise
	}
	n, err := strconv.Atoi(value)
	if err != nil || n < least || n > most {
		from, to := strconv.Itoa(least), strconv.Itoa(most)
		q.invalid.Add(name, "out-of-range", "应为"+from+"至"+to+"之间的整数", "is not an integer between "+from+" and "+to)
		return otherwise
	}
	return n
}

// unit reads the code of a unit.
func (q *query) unit(name string) orgtree.Code {
	code := orgtree.Code(q.values[name])
	if code != "" && !code.Valid() {
		q.bad(name, faultUnit)
		return ""
	}
	return code
}

// date reads a date.
func (q *query) date(name string, otherwise civil.Date) civil.Date {
	value, given := q.values[name]
	if !given {
		return otherwise
	}
	d, err := civil.ParseDate(value)
	if err != nil {
		q.bad(name, faultDate)
		return otherwise
	}
	return d
}

// instant reads a time, or a date as its first instant.
func (q *query) instant(name string) time.Time {
	value, given := q.values[name]
	if !given {
		return time.Time{}
	}
	if d, err := civil.ParseDate(value); err == nil {
		return d.Start()
	}
	t, ok := parseTime(unspaced(value))
	if !ok {
		q.bad(name, faultTime)
	}
	return t
}

// unspaced gives a time back the plus of its offset, which a query turns into a
// space when the sender forgets to escape it.
func unspaced(value string) string {
	const offset = len(" 08:00")
	if at := len(value) - offset; at > 0 && value[at] == ' ' {
		return value[:at] + "+" + value[at+1:]
	}
	return value
}

// choice reads one of several codes.
func (q *query) choice(name string, choices []governance.Choice) string {
	value := q.values[name]
	known := slices.ContainsFunc(choices, func(c governance.Choice) bool { return c.Code == value })
	if value != "" && len(choices) > 0 && !known {
		q.bad(name, faultChoice)
		return ""
	}
	return value
}

var (
	faultChoice = governance.Fault{Code: "unknown-code",
		Detail: governance.Text{Zh: "不在可选范围内", En: "is not one of the codes"}}
	faultRequired = governance.Fault{Code: "required",
		Detail: governance.Text{Zh: "必填", En: "is required"}}
)

// need names a parameter that must be given and is not.
func (q *query) need(names ...string) {
	for _, name := range names {
		if _, given := q.values[name]; !given {
			q.bad(name, faultRequired)
		}
	}
}
