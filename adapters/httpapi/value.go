package httpapi

import (
	"strings"
	"time"

	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/orgtree"
)

// The faults of texts that are no value of their type.
var (
	faultUnit = governance.Fault{Code: "bad-code",
		Detail: governance.Text{Zh: "单位代码格式不正确", En: "is not a unit code"}}
	faultNoUnit = governance.Fault{Code: "unknown-unit",
		Detail: governance.Text{Zh: "没有这个单位", En: "is not a unit"}}
	faultID = governance.Fault{Code: "bad-id",
		Detail: governance.Text{Zh: "应为 UUID", En: "is not a UUID"}}
	faultDate = governance.Fault{Code: "bad-date",
		Detail: governance.Text{Zh: "日期应写作 YYYY-MM-DD", En: "is not a date of the form YYYY-MM-DD"}}
	faultTime = governance.Fault{Code: "bad-time",
		Detail: governance.Text{Zh: "时间应写作 RFC 3339 并带时区，如 2024-10-08T09:00:00+08:00", En: "is not an RFC 3339 time with its offset, such as 2024-10-08T09:00:00+08:00"}}
	faultDecimal = governance.Fault{Code: "bad-decimal",
		Detail: governance.Text{Zh: "应为十进制数，整数部分至多15位，小数至多8位", En: "is not a decimal of at most 15 digits before the point and 8 behind it"}}
)

// notOfType returns the fault of a text that is no value of a type, or a zero
// fault. The empty text is no value: it is judged as left out.
func notOfType(t governance.FieldType, text string) governance.Fault {
	ok, fault := true, governance.Fault{}
	switch t {
	case governance.UnitField:
		ok, fault = text == "" || orgtree.Code(text).Valid(), faultUnit
	case governance.IDField:
		_, ok = parseID(text)
		fault = faultID
	case governance.DateField:
		_, err := civil.ParseDate(text)
		ok, fault = err == nil, faultDate
	case governance.TimeField:
		_, ok = parseTime(text)
		fault = faultTime
	case governance.DecimalField:
		ok, fault = isDecimal(text), faultDecimal
	}
	if ok {
		return governance.Fault{}
	}
	return fault
}

// idLength is the length of a UUID in its one usual form. Others, with braces
// or a prefix, would give one record several addresses.
const idLength = 36

func parseID(text string) (uuid.UUID, bool) {
	if len(text) != idLength {
		return uuid.UUID{}, false
	}
	id, err := uuid.Parse(text)
	return id, err == nil
}

// The years in which an instant is taken for one: databases differ beyond.
const firstYear, lastYear = 1, 9999

// parseTime reads an instant. The offset is required: a time without one would
// be another instant for every reader.
func parseTime(text string) (time.Time, bool) {
	t, err := time.Parse(time.RFC3339, text)
	if err != nil || len(text) < len("2006-01-02T15:04:05Z") || strings.ContainsRune(text, ',') {
		return t, false
	}
	year := t.UTC().Year()
	return t, year >= firstYear && year <= lastYear
}

const wholeDigits, fractionDigits = 15, 8

// isDecimal reports whether a text is a plain decimal of sensible size: an
// exponent could name a number that fills the memory.
func isDecimal(text string) bool {
	whole, fraction, pointed := strings.Cut(strings.TrimPrefix(text, "-"), ".")
	return digits(whole, wholeDigits) && (!pointed || digits(fraction, fractionDigits))
}

func digits(text string, most int) bool {
	for i := range len(text) {
		if text[i] < '0' || text[i] > '9' {
			return false
		}
	}
	return text != "" && len(text) <= most
}
