package workday_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance/workday"
)

// planted stands wherever an input takes text: what a person might type by
// mistake. No refusal may repeat any of it.
var planted = []string{"李雷", "13800138000", "鼓浪屿"}

// refused is one input that must be refused, and the whole refusal in Chinese:
// the subject, every place at fault in the order of the fields, every rule.
type refused struct {
	name string
	ask  func() error
	zh   string
}

func notices(text string) func() error {
	return func() error { _, err := workday.ParseNotices([]byte(text)); return err }
}

func overlays(text string) func() error {
	return func() error { _, err := workday.ParseOverlays([]byte(text)); return err }
}

const only2027 = `{"2027": {"notice": "李雷", "off": ["2027-01-01"]`

var refusedNotices = []refused{
	{"nothing", notices(``), "放假安排通知有误：不是规范的 JSON"},
	{"prose", notices(`李雷 13800138000`), "放假安排通知有误：不是规范的 JSON"},
	{"cut off", notices(only2027), "放假安排通知有误：不是规范的 JSON"},
	{"two values", notices(only2027 + `}}{"李雷": 1}`), "放假安排通知有误：不是规范的 JSON"},
	{"two values in a list", notices(`[] "李雷"`), "放假安排通知有误：不是规范的 JSON"},
	{"a string", notices(`"李雷"`), "放假安排通知有误：JSON 值的类型不对"},
	{"a string for a notice", notices(`{"2027": "李雷"}`), "放假安排通知有误：2027.：JSON 值的类型不对"},
	{"a number for a day", notices(`{"2027": {"notice": "李雷", "off": [13800138000]}}`), "放假安排通知有误：2027.：JSON 值的类型不对"},
	{"a field nobody knows", notices(only2027 + `, "李雷": "13800138000"}}`), "放假安排通知有误：2027.：没有这个字段"},
	{"a year twice", notices(`{"2027": {}, "2027": {"notice": "李雷"}}`), "放假安排通知有误：字段重复"},
	{"a day list twice", notices(only2027 + `, "Off": ["李雷"]}}`), "放假安排通知有误：字段重复"},
	{"no notice", notices(`{}`), "放假安排通知有误：须且只须一份通知"},
	{"null", notices(`null`), "放假安排通知有误：须且只须一份通知"},
	{"two for one", func() error {
		_, err := workday.ParseNotice([]byte(`[{"year": 2027, "notice": "李雷", "off": ["2027-01-01"]}, {"year": 2028, "notice": "李雷", "off": ["2028-01-01"]}]`))
		return err
	}, "放假安排通知有误：须且只须一份通知"},
	{"keys that are no years", notices(`{"李雷": {}, "13800138000": {}, "+027": {}, "0099": {}, "99": {}}`),
		"放假安排通知有误：年份超出日历范围；年份超出日历范围；年份超出日历范围；年份超出日历范围；年份超出日历范围"},
	{"years out of reach", notices(`[{"year": 1999, "notice": "李雷", "off": ["1999-01-01"]}, {"year": 2101, "notice": "李雷"}, {"notice": "李雷"}]`),
		"放假安排通知有误：[0].year：年份超出日历范围；[1].year：年份超出日历范围；[2].year：年份超出日历范围"},
	{"two years at once", notices(`{"2027": {"year": 2026, "notice": "李雷", "off": ["2026-01-01"]}}`), "放假安排通知有误：2027.year：年份超出日历范围"},
	{"nothing but a year", notices(`{"2027": {}}`), "放假安排通知有误：2027.notice：必须填写；2027.off：没有列出任何日期"},
	{"null for a notice", notices(`{"2027": null}`), "放假安排通知有误：2027.notice：必须填写；2027.off：没有列出任何日期"},
	{"a long number", notices(`{"2027": {"notice": "` + strings.Repeat("李雷", 51) + `", "off": ["2027-01-01"]}}`), "放假安排通知有误：2027.notice：过长"},
	{"issued", notices(only2027 + `, "issued": "李雷"}}`), "放假安排通知有误：2027.issued：日期应写作 YYYY-MM-DD"},
	{"issued two years before", notices(only2027 + `, "issued": "2025-12-31"}}`), "放假安排通知有误：2027.issued：通知应在当年或上一年印发"},
	{"issued the year after", notices(only2027 + `, "issued": "2028-01-01"}}`), "放假安排通知有误：2027.issued：通知应在当年或上一年印发"},
	{"dates of other forms", notices(`{"2027": {"notice": "李雷", "off": ["2027-01-01", "2027-1-2", "20270103", "2027-02-29", "李雷", "", null, "2027-01-01T00:00:00Z"]}}`),
		"放假安排通知有误：2027.off[1]：日期应写作 YYYY-MM-DD；2027.off[2]：日期应写作 YYYY-MM-DD；2027.off[3]：日期应写作 YYYY-MM-DD；2027.off[4]：日期应写作 YYYY-MM-DD；" +
			"2027.off[5]：日期应写作 YYYY-MM-DD；2027.off[6]：日期应写作 YYYY-MM-DD；2027.off[7]：日期应写作 YYYY-MM-DD"},
	{"other years", notices(`{"2027": {"notice": "李雷", "off": ["2026-11-30", "2026-12-01", "2028-01-01"], "work": ["2028-01-08"]}}`),
		"放假安排通知有误：2027.off[0]：不在通知所属年份，也不在上年12月；2027.off[2]：不在通知所属年份，也不在上年12月；2027.work[0]：不在通知所属年份，也不在上年12月"},
	{"worked weekdays", notices(only2027 + `, "work": ["2027-02-19", "2027-02-20", "2027-02-22"]}}`),
		"放假安排通知有误：2027.work[0]：调休上班日应为周六或周日；2027.work[2]：调休上班日应为周六或周日"},
	{"twice and both ways", notices(`{"2027": {"notice": "李雷", "patch": true, "off": ["2027-02-20", "2027-02-20"], "work": ["2027-02-20", "2027-02-21"], "plain": ["2027-02-21", "2027-03-01", "2027-03-01"]}}`),
		"放假安排通知有误：2027.off[1]：日期重复；2027.work[0]：同一日期列入了两种安排；2027.plain[0]：同一日期列入了两种安排；2027.plain[2]：日期重复"},
	{"plain days in a whole notice", notices(only2027 + `, "plain": ["2027-03-01"]}}`), "放假安排通知有误：2027.plain：只有更正通知可恢复某日的平常含义"},
	{"an empty patch", notices(`{"2027": {"notice": "李雷", "patch": true}}`), "放假安排通知有误：2027.off：没有列出任何日期"},
	{"credits", notices(only2027 + `, "also": {"": ["2027-01-01"], "李雷": ["2027-01-01", "13800138000", "2027-01-02"]}}}`),
		"放假安排通知有误：2027.also：必须填写；2027.also：所注日期不在放假或上班日中，或重复标注；2027.also[1]：日期应写作 YYYY-MM-DD；2027.also：所注日期不在放假或上班日中，或重复标注"},
	{"every kind at once, in every entry", notices(`[
		{"year": 2027, "notice": "", "issued": "李雷", "off": ["13800138000", "2027-01-01", "2027-01-01"], "work": ["2027-02-19"], "plain": ["李雷"]},
		{"year": 2028, "notice": "李雷", "鼓浪屿": 1},
		{"year": 2029, "notice": "李雷", "off": ["2031-01-01"]}]`),
		"放假安排通知有误：[0].notice：必须填写；[0].issued：日期应写作 YYYY-MM-DD；[0].plain：只有更正通知可恢复某日的平常含义；[0].off[0]：日期应写作 YYYY-MM-DD；[0].off[2]：日期重复；" +
			"[0].work[0]：调休上班日应为周六或周日；[0].plain[0]：日期应写作 YYYY-MM-DD；[1].：没有这个字段；[2].off[0]：不在通知所属年份，也不在上年12月"},
}

var refusedOverlays = []refused{
	{"prose", overlays(`李雷`), "地方规定有误：不是规范的 JSON"},
	{"null", overlays(`null`), "地方规定有误：JSON 值的类型不对"},
	{"one without a list", overlays(`{"region": "李雷"}`), "地方规定有误：JSON 值的类型不对"},
	{"a field nobody knows", overlays(`[{"region": "某区", "李雷": ["13800138000"]}]`), "地方规定有误：没有这个字段"},
	{"a field twice", overlays(`[{"region": "某区", "off": ["2026-03-02"], "off": ["李雷"]}]`), "地方规定有误：字段重复"},
	{"nothing in it", overlays(`[{}, null]`), "地方规定有误：[0].region：必须填写；[0].off：没有列出任何日期；[1].region：必须填写；[1].off：没有列出任何日期"},
	{"long names", overlays(`[{"region": "` + strings.Repeat("李雷", 51) + `", "notice": "` + strings.Repeat("鼓浪屿", 34) + `", "off": ["2026-03-02"]}]`),
		"地方规定有误：[0].region：过长；[0].notice：过长"},
	{"dates", overlays(`[{"region": "李雷", "issued": "13800138000", "off": ["李雷", "1999-12-31"], "work": ["2101-01-01", "2026-03-02", "2026-03-02"]},
		{"region": "李雷", "off": ["2026-03-02"], "work": ["2026-03-02"]}]`),
		"地方规定有误：[0].issued：日期应写作 YYYY-MM-DD；[0].off[0]：日期应写作 YYYY-MM-DD；[0].off[1]：超出日历范围；[0].work[0]：超出日历范围；[0].work[2]：日期重复；[1].work[0]：同一日期列入了两种安排"},
	{"a region without rules", func() error { _, err := workday.China().WithRegion("鼓浪屿"); return err }, "地方规定有误：region：没有该地区的规定"},
}

// hours reads a policy of office hours and gives it to a calendar.
func hours(text string) func() error {
	return func() error {
		var h workday.Hours
		if err := json.Unmarshal([]byte(text), &h); err != nil {
			return err
		}
		return h.Validate()
	}
}

var refusedHours = []refused{
	{"none", hours(`{"name": "李雷"}`), "作息时间有误：windows：每天须有一至四段上班时间"},
	{"five stretches", hours(`{"windows": [{"open": "01:00", "close": "02:00"}, {"open": "03:00", "close": "04:00"}, {"open": "05:00", "close": "06:00"}, {"open": "07:00", "close": "08:00"}, {"open": "09:00", "close": "10:00"}]}`),
		"作息时间有误：windows：每天须有一至四段上班时间"},
	{"stretches", hours(`{"windows": [{"open": "09:00", "close": "09:00"}, {"open": "12:00", "close": "10:00"}, {"open": "09:59:59", "close": "17:00"}]}`),
		"作息时间有误：windows[0]：上班时间须早于下班时间，且在 00:00 至 24:00 之间；windows[1]：上班时间须早于下班时间，且在 00:00 至 24:00 之间；windows[2]：一天内的各段时间须先后相接、互不重叠"},
	{"long names", hours(`{"name": "` + strings.Repeat("李雷", 51) + `", "source": "` + strings.Repeat("13800138000", 28) + `", "windows": [{"open": "09:00", "close": "17:00"}]}`),
		"作息时间有误：name：过长；source：过长"},
	{"a clock", hours(`{"windows": [{"open": "李雷", "close": "17:00"}]}`), "作息时间有误：clock：时刻应写作 HH:MM 或 HH:MM:SS"},
	{"a season", hours(`{"windows": [{"open": "09:00", "close": "17:00"}], "seasons": [{"from": "13800138000"}]}`), "作息时间有误：monthDay：月日应写作 MM-DD"},
	{"seasons and dates", func() error {
		day := []workday.Window{window(9, 0, 17, 0)}
		return workday.Hours{
			Windows: day,
			Seasons: []workday.Season{
				{From: workday.MonthDay{Month: 2, Day: 29}, To: workday.MonthDay{Month: 2, Day: 30}, Windows: day},
				{From: workday.MonthDay{Month: 0, Day: 1}, To: workday.MonthDay{Month: 12, Day: 32}},
			},
			Special: []workday.Special{{From: 2, To: 1, Windows: []workday.Window{{Open: -1, Close: 86401}}}},
		}.Validate()
	}, "作息时间有误：seasons[0].to：月日应写作 MM-DD；seasons[1].from：月日应写作 MM-DD；seasons[1].to：月日应写作 MM-DD；seasons[1].windows：每天须有一至四段上班时间；" +
		"special[0].to：止日早于起日；special[0].windows[0]：上班时间须早于下班时间，且在 00:00 至 24:00 之间"},
	{"too many", func() error {
		h := workday.DefaultHours()
		for range 255 {
			h.Special = append(h.Special, workday.Special{Windows: h.Windows})
		}
		return h.Validate()
	}, "作息时间有误：special：作息安排过多"},
}

// facts builds a calendar from facts that differ from the national ones.
func facts(change func(f *workday.Facts), options ...workday.Option) func() error {
	return func() error {
		f := workday.ChinaFacts()
		change(&f)
		_, err := workday.New(f, options...)
		return err
	}
}

func asIs(*workday.Facts) {}

var refusedFacts = []refused{
	{"name and fixed days", facts(func(f *workday.Facts) {
		f.Name = "李雷"
		f.Fixed = append(f.Fixed, workday.FixedDay{Month: 2, Day: 30}, workday.FixedDay{Month: 13, Day: 1})
	}), "设置有误：name：名称须为1至32个字母、数字、点或连字符；fixed[11]：月日应写作 MM-DD；fixed[12]：月日应写作 MM-DD"},
	{"statutory days", facts(func(f *workday.Facts) {
		f.Statutory = []workday.Statutory{{Year: 2027, Festivals: []workday.Festival{{Days: dates("2026-12-31", "2027-01-01", "2027-01-01")}, {Name: "李雷"}}}}
	}), "法定节假日有误：law：必须填写；festivals[0].name：必须填写；festivals[0].days[0]：不在该表所属年份；festivals[0].days[2]：日期重复"},
	{"no festivals", facts(func(f *workday.Facts) { f.Statutory = []workday.Statutory{{Year: 2027, Law: "李雷"}} }), "法定节假日有误：festivals：没有列出任何日期"},
	{"statutory year", facts(func(f *workday.Facts) { f.Statutory = []workday.Statutory{{Year: 1999}} }), "法定节假日有误：law：必须填写；year：年份超出日历范围"},
	{"statutory days a notice works through", func() error {
		_, err := workday.China().WithStatutory(workday.Statutory{Year: 2026, Law: "李雷", Festivals: []workday.Festival{{Name: "鼓浪屿", Days: dates("2026-02-28")}}})
		return err
	}, "法定节假日有误：festivals：已载入的通知安排其中某日上班"},
	{"a patch without its year", facts(func(f *workday.Facts) {
		f.Notices = append(f.Notices, workday.Notice{Number: "李雷", Year: 2027, Patch: true, Off: dates("2027-03-01")})
	}), "放假安排通知有误：year：更正的年份尚无完整通知"},
	{"statutory days worked", facts(func(f *workday.Facts) {
		f.Notices = append(f.Notices, workday.Notice{Number: "李雷", Year: 2026, Patch: true, Work: dates("2026-02-14", "2026-05-02"), Plain: dates("2026-10-01", "2026-10-03")})
	}), "放假安排通知有误：work[1]：会使法定节假日成为工作日；plain[0]：会使法定节假日成为工作日"},
	{"statutory days forgotten", facts(func(f *workday.Facts) {
		f.Notices = append(f.Notices, workday.Notice{Number: "李雷", Year: 2027, Off: dates("2027-01-01")})
	}), "放假安排通知有误：off：会使法定节假日成为工作日"},
	{"an overlay", facts(func(f *workday.Facts) { f.Overlays = []workday.Overlay{{Notice: "李雷", Off: dates("1999-01-01")}} }),
		"地方规定有误：region：必须填写；off[0]：超出日历范围"},
	{"settings", facts(asIs, workday.FallBack(2), workday.ClosingAt(0), nil, workday.ClosingAt(86400), workday.Office(workday.Hours{Name: "李雷"})),
		"设置有误：reading：没有这种推算方式；closing：截止时刻须在 00:00:00 之后、不晚于 23:59:59；closing：截止时刻须在 00:00:00 之后、不晚于 23:59:59；windows：每天须有一至四段上班时间"},
}

func question(ask func(c *workday.Calendar, at time.Time) error) func() error {
	return func() error {
		c, err := workday.China().With(workday.Strict(true))
		if err != nil {
			return err
		}
		return ask(c, civil.Of(2026, 3, 2).Start())
	}
}

var refusedQuestions = []refused{
	{"count", question(func(c *workday.Calendar, at time.Time) error { _, err := c.Deadline(at, -13800138000); return err }), "查询有误：n：至少须计一个工作日"},
	{"duration", question(func(c *workday.Calendar, at time.Time) error { _, err := c.AddHours(at, -13800138000); return err }), "查询有误：d：时长须大于零"},
	{"share", question(func(c *workday.Calendar, at time.Time) error { _, err := c.At(at, at.Add(-1), 13800138000); return err }), "查询有误：until：早于起始时刻；percent：须在 0 至 100 之间"},
	{"no deadline", question(func(c *workday.Calendar, _ time.Time) error { _, err := c.Extend(workday.Deadline{}, 1); return err }), "查询有误：d：期限为空"},
	{"a guess", question(func(c *workday.Calendar, at time.Time) error {
		d, err := workday.NewDeadline(at, true, "13800138000")
		if err != nil {
			return err
		}
		_, err = c.Extend(d, 1)
		return err
	}), "查询有误：d：期限为暂定，请先重新计算"},
	{"an unfit version", func() error { _, err := workday.NewDeadline(time.Time{}, true, "李雷 13800138000"); return err }, "期限有误：calendar：期限须带有是否暂定的标记和日历版本"},
	{"a text", func() error { var d workday.Deadline; return d.UnmarshalText([]byte("李雷 13800138000")) }, "期限有误：期限须带有是否暂定的标记和日历版本"},
	{"an object", func() error { var d workday.Deadline; return d.UnmarshalJSON([]byte(`{"李雷": 13800138000}`)) }, "期限有误：没有这个字段"},
}

// Each input gives the whole refusal and nothing of what was typed; together
// they break every rule there is.
func TestEveryRefusal(t *testing.T) {
	broken := map[workday.FaultCode]bool{}
	for _, table := range [][]refused{refusedNotices, refusedOverlays, refusedHours, refusedFacts, refusedQuestions} {
		for _, row := range table {
			e := invalid(t, row.ask())
			assert.Equal(t, row.zh, e.Zh(), row.name)
			said := e.Error() + e.Zh() + fmt.Sprintf("%+v %#v", e.Faults, e)
			for _, word := range planted {
				assert.NotContains(t, said, word, row.name)
			}
			assert.Len(t, e.Faults, strings.Count(e.Error(), "; ")+1, row.name)
			for _, f := range e.Faults {
				broken[f.Code] = true
			}
		}
	}
	for _, code := range codes {
		assert.True(t, broken[code], "no input breaks %s", code)
	}
	require.Len(t, broken, len(codes), "a code is missing from the list of codes")
}

// A refusal leaves everything as it was: no part of a text is taken.
func TestRefusalsChangeNothing(t *testing.T) {
	c := workday.China()
	version, facts := c.Version(), c.Facts()
	read, err := workday.ParseNotices([]byte(`[{"year": 2027, "notice": "n", "off": ["2027-01-01"]}, {"year": 2028}]`))
	require.Error(t, err)
	require.Nil(t, read, "not even the entry without a fault")
	laid, err := workday.ParseOverlays([]byte(`[{"region": "某区", "off": ["2026-03-02"]}, {"region": "某区"}]`))
	require.Error(t, err)
	require.Nil(t, laid)
	_, err = c.WithNotice(workday.Notice{Number: "n", Year: 2026, Patch: true, Work: dates("2026-05-02")})
	require.Error(t, err)
	_, err = c.With(workday.Strict(true), workday.ClosingAt(0))
	require.Error(t, err)
	assert.False(t, c.Strict())
	assert.Equal(t, version, c.Version())
	assert.Equal(t, facts, c.Facts())

	var h workday.Clock = 5
	require.Error(t, h.UnmarshalText([]byte("25:00")))
	assert.Equal(t, workday.Clock(5), h)
	m := workday.MonthDay{Month: 5, Day: 1}
	require.Error(t, m.UnmarshalText([]byte("05-32")))
	assert.Equal(t, workday.MonthDay{Month: 5, Day: 1}, m)
}
