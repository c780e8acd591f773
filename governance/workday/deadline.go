package workday

import (
	"strconv"
	"strings"
	"time"
	"unicode"

	"github.com/jinlin-project/jinlin/civil"
)

// Deadline is a computed instant (期限), inseparable from the mark whether it is
// provisional (暂定) and from the version of the calendar it was computed with.
// The fields are private so that none of the three can be set or lost alone;
// text and JSON carry all three and refuse to be read without one of them.
// Deadlines compare with ==. The zero value is no deadline.
type Deadline struct {
	unix        int64
	provisional bool
	version     Version
}

// NewDeadline makes a deadline for an embedder's own calendar. A fraction of a
// second is rounded up. The version is 1 to 300 bytes of printable characters
// without spaces and without those JSON escapes; the error is an [*InvalidError].
func NewDeadline(due time.Time, provisional bool, v Version) (Deadline, error) {
	if v == "" || len(v) > longestName || strings.ContainsFunc(string(v), unfit) {
		return Deadline{}, refuse(SubjectDeadline, []Fault{{"calendar", FaultForm}})
	}
	unix := due.Unix()
	if due.Nanosecond() > 0 {
		unix++
	}
	if year := at(unix).Year(); year < 1 || year > 9999 {
		return Deadline{}, refuse(SubjectDeadline, []Fault{{"due", FaultForm}})
	}
	return Deadline{unix, provisional, v}, nil
}

func unfit(r rune) bool {
	return unicode.IsSpace(r) || !unicode.IsPrint(r) || r == unicode.ReplacementChar ||
		strings.ContainsRune(`"\<>&`, r) // JSON would escape them
}

func at(unix int64) time.Time { return time.Unix(unix, 0).In(civil.Zone) }

// Due returns the last instant still in time, at second precision and +08:00:
// 2024-10-10T23:59:59+08:00 for a deadline counted in days.
func (d Deadline) Due() time.Time { return at(d.unix) }

// Date returns the date of Due.
func (d Deadline) Date() civil.Date { return civil.DateOf(d.Due()) }

// Provisional reports whether a day without a notice was counted, so that the
// deadline may still move.
func (d Deadline) Provisional() bool { return d.provisional }

// Calendar returns the version of the calendar that computed the deadline.
func (d Deadline) Calendar() Version { return d.version }

// IsZero reports whether there is no deadline.
func (d Deadline) IsZero() bool { return d == Deadline{} }

// Passed reports whether an instant is too late. The whole second of Due is
// still in time: 23:59:59.9 belongs to the day that ends with it.
func (d Deadline) Passed(now time.Time) bool { return now.Unix() > d.unix }

const (
	wordFinal       = "final"
	wordProvisional = "provisional"
)

// String returns the instant, "final" or "provisional", and the version, such
// as "2024-10-10T23:59:59+08:00 final cn-2026+1f0c6ad9b273". The zero value
// gives an empty string.
func (d Deadline) String() string {
	if d.IsZero() {
		return ""
	}
	word := wordFinal
	if d.provisional {
		word = wordProvisional
	}
	return d.Due().Format(time.RFC3339) + " " + word + " " + string(d.version)
}

// MarshalText writes what String returns.
func (d Deadline) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads what MarshalText writes. The error is an [*InvalidError].
func (d *Deadline) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*d = Deadline{}
		return nil
	}
	parts := strings.Split(string(text), " ")
	if len(parts) != 3 || parts[1] != wordFinal && parts[1] != wordProvisional {
		return refuse(SubjectDeadline, []Fault{{"", FaultForm}})
	}
	return d.set(parts[0], parts[1] == wordProvisional, Version(parts[2]))
}

// The written form of a deadline in JSON, as the pieces between its values.
const (
	jsonDue         = `{"due":"`
	jsonProvisional = `","provisional":`
	jsonCalendar    = `,"calendar":"`
	jsonEnd         = `"}`
)

// MarshalJSON writes {"due": …, "provisional": …, "calendar": …}, or null for
// the zero value.
func (d Deadline) MarshalJSON() ([]byte, error) {
	if d.IsZero() {
		return []byte("null"), nil
	}
	b := append(make([]byte, 0, 96+len(d.version)), jsonDue...)
	b = d.Due().AppendFormat(b, time.RFC3339)
	b = append(b, jsonProvisional...)
	b = strconv.AppendBool(b, d.provisional)
	b = append(b, jsonCalendar...)
	b = append(b, d.version...) // has nothing that JSON would escape
	return append(b, jsonEnd...), nil
}

// UnmarshalJSON reads what MarshalJSON writes, or a string that holds the text
// form. All three fields must be there, once, and no other. The error is an
// [*InvalidError].
func (d *Deadline) UnmarshalJSON(text []byte) error {
	if string(text) == "null" {
		*d = Deadline{}
		return nil
	}
	if due, provisional, version, ok := cutJSON(string(text)); ok {
		return d.set(due, provisional, version)
	}
	var c checker
	if len(text) > 0 && text[0] == '"' { // encoding/json asks here for keys of maps too
		var s string
		if c.decode(text, &s); len(c.faults) == 0 {
			return d.UnmarshalText([]byte(s))
		}
		return refuse(SubjectDeadline, c.faults)
	}
	return d.readFields(text)
}

func (d *Deadline) readFields(text []byte) error {
	var raw struct {
		Due         *string
		Provisional *bool
		Calendar    *Version
	}
	var c checker
	if c.decode(text, &raw); len(c.faults) > 0 {
		return refuse(SubjectDeadline, c.faults)
	}
	if raw.Due == nil {
		c.fault("due", FaultMissing)
	}
	if raw.Provisional == nil {
		c.fault("provisional", FaultMissing)
	}
	if raw.Calendar == nil {
		c.fault("calendar", FaultMissing)
	}
	if err := refuse(SubjectDeadline, c.faults); err != nil {
		return err
	}
	return d.set(*raw.Due, *raw.Provisional, *raw.Calendar)
}

// cutJSON takes apart a text exactly as MarshalJSON writes it, which is what
// stored records hold; anything else goes the slow and strict way.
func cutJSON(text string) (due string, provisional bool, v Version, ok bool) {
	rest, isDue := strings.CutPrefix(text, jsonDue)
	due, rest, isMark := strings.Cut(rest, jsonProvisional)
	word, rest, isCalendar := strings.Cut(rest, jsonCalendar)
	version, isEnd := strings.CutSuffix(rest, jsonEnd)
	ok = isDue && isMark && isCalendar && isEnd && (word == "true" || word == "false") &&
		!strings.ContainsAny(due, `"\`) && !strings.ContainsAny(version, `"\`)
	return due, word == "true", Version(version), ok
}

// set reads the instant strictly: whole seconds, so that what is read prints
// as it was written. Another zone than +08:00 is accepted and converted.
func (d *Deadline) set(due string, provisional bool, v Version) error {
	t, err := time.Parse(time.RFC3339, due)
	if err != nil || t.Nanosecond() != 0 {
		return refuse(SubjectDeadline, []Fault{{"due", FaultForm}})
	}
	read, err := NewDeadline(t, provisional, v)
	if err != nil {
		return err
	}
	*d = read
	return nil
}
