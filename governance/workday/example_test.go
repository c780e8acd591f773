package workday_test

import (
	"fmt"
	"time"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance/workday"
)

// Five working days from the Friday before National Day 2024: the Sunday in
// place of a day off counts, the seven days of the holiday do not.
func ExampleCalendar_Deadline() {
	cal := workday.China()
	from := time.Date(2024, 9, 27, 10, 0, 0, 0, civil.Zone)
	d, err := cal.Deadline(from, 5)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(d.Due().Format(time.RFC3339), d.Provisional())
	// Output: 2024-10-10T23:59:59+08:00 false
}

// A deadline that runs into a year without a notice says so; a strict calendar
// refuses it.
func ExampleStrict() {
	cal := workday.China()
	d, _ := cal.DeadlineFrom(civil.Of(2026, 12, 25), 5)
	fmt.Println(d.Date(), d.Provisional())

	strict, _ := cal.With(workday.Strict(true))
	_, err := strict.DeadlineFrom(civil.Of(2026, 12, 25), 5)
	fmt.Println(err)
	// Output:
	// 2027-01-04 true
	// workday: no notice is loaded for 2027
}

// A notice that changes the year in mid-course is loaded at run time; the days
// that changed tell which running deadlines to ask again.
func ExampleCalendar_WithNotice() {
	cal := workday.China()
	notice, err := workday.ParseNotice([]byte(`{"2026": {
		"notice": "国办发明电〔2026〕…号", "patch": true,
		"off": ["2026-10-08"], "work": ["2026-10-11"]
	}}`))
	if err != nil {
		fmt.Println(err)
		return
	}
	changed, _ := cal.WithNotice(notice)
	fmt.Println(workday.Changed(cal, changed))
	before, _ := cal.DeadlineFrom(civil.Of(2026, 9, 30), 1)
	after, _ := changed.DeadlineFrom(civil.Of(2026, 9, 30), 1)
	fmt.Println(before.Date(), after.Date())
	// Output:
	// [2026-10-08 2026-10-11]
	// 2026-10-08 2026-10-09
}

// A day tells why it is worked or not.
func ExampleCalendar_Day() {
	guangxi, _ := workday.China().WithRegion("广西")
	for _, cal := range []*workday.Calendar{workday.China(), guangxi} {
		day := cal.Day(civil.Of(2023, 4, 23))
		fmt.Println(day.Date, day.Working, day.Why, day.Label)
	}
	// Output:
	// 2023-04-23 true makeup 调休上班
	// 2023-04-23 false overlay 地方规定（广西）
}

// Four working hours after Friday 16:00 end on Sunday, which is worked.
func ExampleCalendar_AddHours() {
	cal := workday.China()
	d, _ := cal.AddHours(time.Date(2024, 9, 27, 16, 0, 0, 0, civil.Zone), 4*time.Hour)
	fmt.Println(d.Due().Format(time.DateTime))
	// Output: 2024-09-29 11:30:00
}

// The yellow warning, when 80 % of the working time is used up.
func ExampleCalendar_At() {
	cal := workday.China()
	from := time.Date(2024, 9, 27, 10, 0, 0, 0, civil.Zone)
	d, _ := cal.Deadline(from, 5)
	warn, _ := cal.At(from, d.Due(), 80)
	fmt.Println(warn.Due().Format(time.DateTime))
	// Output: 2024-10-09 16:18:00
}
