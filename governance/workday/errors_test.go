package workday_test

import (
	"regexp"
	"testing"
	"unicode"

	"github.com/stretchr/testify/assert"

	"github.com/jinlin-project/jinlin/governance/workday"
)

var codes = []workday.FaultCode{
	workday.FaultSyntax, workday.FaultType, workday.FaultUnknown, workday.FaultTwice, workday.FaultOneNotice,
	workday.FaultDate, workday.FaultMissing, workday.FaultTooLong, workday.FaultYear, workday.FaultIssued,
	workday.FaultOtherYear, workday.FaultWorkWeekday, workday.FaultPlainWhole, workday.FaultNoDays,
	workday.FaultNoBase, workday.FaultStatutory, workday.FaultDayYear, workday.FaultNoticed, workday.FaultAlso, workday.FaultRepeated, workday.FaultBothWays,
	workday.FaultOutside, workday.FaultRegion, workday.FaultWindow, workday.FaultWindowOrder,
	workday.FaultWindowCount, workday.FaultMonthDay, workday.FaultSpan, workday.FaultSchedules, workday.FaultClock,
	workday.FaultClosing, workday.FaultReading, workday.FaultName, workday.FaultCount, workday.FaultDuration,
	workday.FaultPercent, workday.FaultOrder, workday.FaultZeroValue, workday.FaultProvisional, workday.FaultForm,
}

// Codes are ids: one form, each once, each with a sentence in both languages.
func TestFaultRows(t *testing.T) {
	form := regexp.MustCompile(`^[a-z]+\.[a-z-]+$`)
	seen := map[workday.FaultCode]bool{}
	for _, c := range codes {
		assert.Regexp(t, form, string(c))
		assert.False(t, seen[c], c)
		seen[c] = true
		assert.NotEqual(t, string(c), c.En(), "no sentence")
		assert.True(t, hasHan(c.Zh()), "no Chinese sentence: %s", c)
	}
	assert.Equal(t, "x.y", workday.FaultCode("x.y").En())
}

func hasHan(s string) bool {
	for _, r := range s {
		if unicode.Is(unicode.Han, r) {
			return true
		}
	}
	return false
}

func TestErrorSentences(t *testing.T) {
	e := &workday.InvalidError{Subject: workday.SubjectNotice, Faults: []workday.Fault{
		{Field: "off[3]", Code: workday.FaultRepeated}, {Field: "notice", Code: workday.FaultMissing},
	}}
	assert.Equal(t, "workday: notice refused: off[3]: listed twice; notice: must be given", e.Error())
	assert.Equal(t, "放假安排通知有误：off[3]：日期重复；notice：必须填写", e.Zh())
	assert.True(t, e.Has(workday.FaultMissing))
	assert.False(t, e.Has(workday.FaultCount))

	unknown := &workday.UnknownYearError{Year: 2027}
	assert.Equal(t, "workday: no notice is loaded for 2027", unknown.Error())
	assert.Equal(t, "尚无2027年放假安排通知", unknown.Zh())
	horizon := &workday.HorizonError{Field: "n"}
	assert.Equal(t, "workday: n leads outside the calendar, 2000-01-01 to 2100-12-31", horizon.Error())
	assert.Equal(t, "n 超出日历范围（2000-01-01 至 2100-12-31）", horizon.Zh())
	for _, s := range []workday.Subject{
		workday.SubjectNotice, workday.SubjectOverlay, workday.SubjectStatutory, workday.SubjectHours,
		workday.SubjectSettings, workday.SubjectQuestion, workday.SubjectDeadline,
	} {
		assert.True(t, hasHan((&workday.InvalidError{Subject: s}).Zh()[:3]), s)
	}
}
