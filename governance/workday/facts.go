package workday

import (
	"slices"
	"time"

	"github.com/jinlin-project/jinlin/civil"
)

// Notice is a yearly notice of the State Council General Office on holiday
// arrangements (国务院办公厅关于部分节假日安排的通知), or one that changes such
// an arrangement in mid-course.
//
// A whole notice replaces everything earlier notices said for its year. A patch
// (调整) changes only the days it names, in a year that has a whole notice.
// Either may name days in December of the year before, as the notices for 2019
// and 2023 do.
type Notice struct {
	// Number is the document number 文号, such as 国办发明电〔2025〕7号.
	Number string `json:"notice"`
	// Issued is the date of issue; zero when it is not known.
	Issued civil.Date `json:"issued,omitzero"`
	// Year is the calendar year the notice arranges.
	Year int `json:"year"`
	// Patch marks a notice that changes only the days it names.
	Patch bool `json:"patch,omitzero"`
	// Off are the days off. Weekend days may be listed or not.
	Off []civil.Date `json:"off"`
	// Work are the Saturdays and Sundays worked in place of days off 调休上班.
	Work []civil.Date `json:"work"`
	// Plain are days which a patch returns to their ordinary meaning: Monday
	// to Friday worked, Saturday and Sunday not. Only a patch has them.
	Plain []civil.Date `json:"plain,omitempty"`
}

// Overlay is a rule of one region (地方规定), laid over the national calendar:
// the holidays of ethnic minorities (全国年节及纪念日放假办法 第四条), the
// extension of a holiday in one province, a local day off. Inside the region
// Off and Work replace the national meaning of their dates; a later overlay
// replaces an earlier one. An overlay may lift a national make-up day, and may
// make any day worked. It does not make a year known.
type Overlay struct {
	// Region is the name of the region, such as 广西.
	Region string `json:"region"`
	// Notice is the title or number of the regional notice; it may be empty.
	Notice string `json:"notice,omitempty"`
	// Issued is the date of issue; zero when it is not known.
	Issued civil.Date `json:"issued,omitzero"`
	// Off are the days off in the region.
	Off []civil.Date `json:"off"`
	// Work are the days worked in the region.
	Work []civil.Date `json:"work"`
	// Note is a remark for whoever reads the facts.
	Note string `json:"note,omitempty"`
}

// Statutory are the statutory days off of one year (法定节假日).
type Statutory struct {
	// Year is the calendar year.
	Year int `json:"year"`
	// Law is the order by which the holiday law reads so in that year.
	Law string `json:"law"`
	// Festivals are the days by festival.
	Festivals []Festival `json:"festivals"`
}

// Festival is one statutory festival of a year (节日). Two may share a day, as
// 国庆节 and 中秋节 did on 2020-10-01.
type Festival struct {
	// Name is the festival's Chinese name, such as 春节.
	Name string `json:"name"`
	// Days are its statutory days.
	Days []civil.Date `json:"days"`
}

// FixedDay is a statutory day which falls on the same date every year, for
// years whose lunar festivals are not at hand.
type FixedDay struct {
	// Month and Day are the date in every year from From to To, both included.
	Month    time.Month
	Day      int
	From, To int
	// Name is the festival's Chinese name and Law the order it rests on.
	Name, Law string
}

// Facts are what a calendar is built from. New copies them.
type Facts struct {
	// Name begins the version of every calendar built from the facts.
	Name string
	// Notices are the yearly notices and their patches. Whole notices apply by
	// year, then patches in the order given.
	Notices []Notice
	// Statutory are the statutory days of the years for which they are known.
	Statutory []Statutory
	// Fixed are the statutory days that need no lunar calendar.
	Fixed []FixedDay
	// Overlays are the rules of one region, in the order in which they apply.
	Overlays []Overlay
}

func (n Notice) clone() Notice {
	n.Off, n.Work, n.Plain = slices.Clone(n.Off), slices.Clone(n.Work), slices.Clone(n.Plain)
	return n
}

func (o Overlay) clone() Overlay {
	o.Off, o.Work = slices.Clone(o.Off), slices.Clone(o.Work)
	return o
}

func (s Statutory) clone() Statutory {
	s.Festivals = slices.Clone(s.Festivals)
	for i, f := range s.Festivals {
		s.Festivals[i].Days = slices.Clone(f.Days)
	}
	return s
}

func (f Facts) clone() Facts {
	f.Notices = cloned(f.Notices, Notice.clone)
	f.Statutory = cloned(f.Statutory, Statutory.clone)
	f.Overlays = cloned(f.Overlays, Overlay.clone)
	f.Fixed = slices.Clone(f.Fixed)
	return f
}

func cloned[T any](in []T, clone func(T) T) []T {
	out := make([]T, len(in))
	for i, v := range in {
		out[i] = clone(v)
	}
	return out
}

// admit adds a notice to the facts. A whole notice takes the place of the whole
// notice of its year and of that year's patches; a patch takes the place of an
// earlier one with the same number, so that a slip of the pen is corrected by
// loading the notice again.
func (f *Facts) admit(n Notice) {
	f.Notices = slices.DeleteFunc(f.Notices, func(old Notice) bool {
		return old.Year == n.Year && (!n.Patch || old.Patch && old.Number == n.Number)
	})
	f.Notices = append(f.Notices, n.clone())
}

func (f *Facts) admitStatutory(s Statutory) {
	f.Statutory = slices.DeleteFunc(f.Statutory, func(old Statutory) bool { return old.Year == s.Year })
	f.Statutory = append(f.Statutory, s.clone())
}

// statutoryDays gives the names of the statutory festivals by date.
func (f *Facts) statutoryDays() map[civil.Date]mark {
	days := map[civil.Date]mark{}
	for _, s := range f.Statutory {
		for _, festival := range s.Festivals {
			for _, d := range festival.Days {
				m := mark{why: ReasonStatutory, notice: s.Law, festival: festival.Name}
				if earlier, shared := days[d]; shared {
					m.festival = earlier.festival + "、" + m.festival
				}
				days[d] = m
			}
		}
	}
	return days
}
