package workday

import (
	"strconv"
	"strings"
)

// Subject says what kind of input was refused.
type Subject string

// The kinds of input that can be refused.
const (
	SubjectNotice    Subject = "notice"    // a State Council notice 放假安排通知
	SubjectOverlay   Subject = "overlay"   // a regional rule 地方规定
	SubjectStatutory Subject = "statutory" // statutory days 法定节假日
	SubjectHours     Subject = "hours"     // office hours 作息时间
	SubjectSettings  Subject = "settings"  // a setting of the calendar 设置
	SubjectQuestion  Subject = "question"  // an argument of a question 查询
	SubjectDeadline  Subject = "deadline"  // a written deadline 期限
)

var subjectZh = map[Subject]string{
	SubjectNotice: "放假安排通知", SubjectOverlay: "地方规定", SubjectStatutory: "法定节假日",
	SubjectHours: "作息时间", SubjectSettings: "设置", SubjectQuestion: "查询", SubjectDeadline: "期限",
}

// Fault is one thing wrong with one field. It names the place and the rule,
// never the value found there.
type Fault struct {
	// Field is the place: "n", "notice", "off[3]", "2027.work[0]". It is empty
	// for the input as a whole.
	Field string
	// Code is the rule broken; see [FaultCode].
	Code FaultCode
}

// Error describes the fault in English.
func (f Fault) Error() string { return f.at(": ") + f.Code.En() }

// Zh describes the fault in Chinese.
func (f Fault) Zh() string { return f.at("：") + f.Code.Zh() }

func (f Fault) at(separator string) string {
	if f.Field == "" {
		return ""
	}
	return f.Field + separator
}

// InvalidError refuses an input and names every fault found in it, in the order
// of the fields.
type InvalidError struct {
	Subject Subject
	Faults  []Fault
}

// Error lists the faults in English.
func (e *InvalidError) Error() string {
	return "workday: " + string(e.Subject) + " refused: " + e.list("; ", Fault.Error)
}

// Zh lists the faults in Chinese.
func (e *InvalidError) Zh() string {
	return subjectZh[e.Subject] + "有误：" + e.list("；", Fault.Zh)
}

func (e *InvalidError) list(separator string, sentence func(Fault) string) string {
	parts := make([]string, len(e.Faults))
	for i, f := range e.Faults {
		parts[i] = sentence(f)
	}
	return strings.Join(parts, separator)
}

// Has reports whether one of the faults breaks the rule.
func (e *InvalidError) Has(code FaultCode) bool {
	for _, f := range e.Faults {
		if f.Code == code {
			return true
		}
	}
	return false
}

// refuse returns nil when there is no fault, as an untyped nil.
func refuse(subject Subject, faults []Fault) error {
	if len(faults) == 0 {
		return nil
	}
	return &InvalidError{subject, faults}
}

// UnknownYearError is the answer of a strict calendar to a question that
// depends on a year for which no notice is loaded.
type UnknownYearError struct {
	Year int // the first such year the question met
}

// Error describes the refusal in English.
func (e *UnknownYearError) Error() string {
	return "workday: no notice is loaded for " + strconv.Itoa(e.Year)
}

// Zh describes the refusal in Chinese.
func (e *UnknownYearError) Zh() string {
	return "尚无" + strconv.Itoa(e.Year) + "年放假安排通知"
}

// HorizonError is returned when a question starts or ends outside the days the
// calendar reaches, [First] to [Last].
type HorizonError struct {
	Field string // the argument that leads out of the calendar: "from", "until", "n", "d"
}

// Error describes the refusal in English.
func (e *HorizonError) Error() string {
	return "workday: " + e.Field + " leads outside the calendar, " + First.String() + " to " + Last.String()
}

// Zh describes the refusal in Chinese.
func (e *HorizonError) Zh() string {
	return e.Field + " 超出日历范围（" + First.String() + " 至 " + Last.String() + "）"
}
