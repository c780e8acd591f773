package civil

import (
	"strconv"
	"time"
)

const layoutLength = len("2006-01-02")

// Part names the part of a written date that is at fault.
type Part string

// The parts of a written date.
const (
	PartForm  Part = "form"  // not ten bytes of the form YYYY-MM-DD
	PartYear  Part = "year"  // the year is 0000
	PartMonth Part = "month" // the month is not 01 to 12
	PartDay   Part = "day"   // the month has no such day
)

// ParseError says which part of a text keeps it from being a date. It never
// carries the text, which may be anything a person typed.
type ParseError struct {
	Part Part
}

// Error describes the fault in English.
func (e *ParseError) Error() string {
	return "civil: not a date of the form YYYY-MM-DD: wrong " + string(e.Part)
}

// Zh describes the fault in Chinese.
func (e *ParseError) Zh() string {
	part := map[Part]string{PartForm: "格式", PartYear: "年份", PartMonth: "月份", PartDay: "日"}[e.Part]
	return "日期应写作 YYYY-MM-DD，" + part + "有误"
}

// RangeError is returned when a date outside Min and Forever is to be written.
type RangeError struct{}

// Error describes the fault in English.
func (*RangeError) Error() string { return "civil: date outside 0001-01-01 to 9999-12-31" }

// Zh describes the fault in Chinese.
func (*RangeError) Zh() string { return "日期超出 0001-01-01 至 9999-12-31" }

// ParseDate reads a date of the form 2006-01-02: four, two and two digits, a
// real day from 0001-01-01 to 9999-12-31, nothing before or after. The error
// is a [*ParseError].
func ParseDate(s string) (Date, error) { return parse(s) }

// MustParse is ParseDate for texts that are part of a program, such as tables
// in tests. It panics when the text is not a date.
func MustParse(s string) Date {
	d, err := ParseDate(s)
	if err != nil {
		panic(err)
	}
	return d
}

func parse[T string | []byte](s T) (Date, error) {
	if len(s) != layoutLength || s[4] != '-' || s[7] != '-' {
		return 0, &ParseError{PartForm}
	}
	year, month, day := digits(s[0:4]), digits(s[5:7]), digits(s[8:10])
	switch {
	case year < 0 || month < 0 || day < 0:
		return 0, &ParseError{PartForm}
	case year == 0:
		return 0, &ParseError{PartYear}
	case month < 1 || month > 12:
		return 0, &ParseError{PartMonth}
	case day < 1 || day > daysIn(year, month):
		return 0, &ParseError{PartDay}
	}
	return Of(year, time.Month(month), day), nil
}

// digits reads ASCII digits, or returns a negative number.
func digits[T string | []byte](s T) int {
	n := 0
	for i := range len(s) {
		c := s[i]
		if c < '0' || c > '9' {
			return -1
		}
		n = n*10 + int(c-'0')
	}
	return n
}

func daysIn(year, month int) int {
	return int(daysOf(int64(year), int64(month)+1) - daysOf(int64(year), int64(month)))
}

// String returns the date as YYYY-MM-DD. A date outside Min and Forever, which
// has no such form, prints as its day number.
func (d Date) String() string {
	if d < Min || d > Forever {
		return "civil.Date(" + strconv.Itoa(int(d)) + ")"
	}
	return string(d.append(make([]byte, 0, layoutLength)))
}

func (d Date) append(b []byte) []byte {
	year, month, day := d.YMD()
	return append(b,
		'0'+byte(year/1000), '0'+byte(year/100%10), '0'+byte(year/10%10), '0'+byte(year%10), '-',
		'0'+byte(month/10), '0'+byte(month%10), '-',
		'0'+byte(day/10), '0'+byte(day%10))
}

// AppendText appends YYYY-MM-DD to b. It implements encoding.TextAppender.
func (d Date) AppendText(b []byte) ([]byte, error) {
	if d < Min || d > Forever {
		return b, &RangeError{}
	}
	return d.append(b), nil
}

// MarshalText writes YYYY-MM-DD; JSON shows the date as that string.
func (d Date) MarshalText() ([]byte, error) {
	return d.AppendText(make([]byte, 0, layoutLength))
}

// UnmarshalText reads what MarshalText writes, as strictly as [ParseDate]. On
// an error the date keeps its value.
func (d *Date) UnmarshalText(text []byte) error {
	v, err := parse(text)
	if err != nil {
		return err
	}
	*d = v
	return nil
}
