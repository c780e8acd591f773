package agenda

import (
	"slices"
	"sort"
	"time"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/examples/simulate/chance"
)

// A Span is a stretch of the year, from a day to a day, both counted from 1 and
// included.
type Span [2]int

// stream is the chance of one case of a topic.
func (a *Agenda) stream(topic string, n int) *chance.Stream {
	s := a.seed.On(chance.TopicOf(topic), uint64(n))
	return &s
}

// day is the n-th day of the year, counted from 1.
func (a *Agenda) day(n int) civil.Date { return a.first.AddDays(n - 1) }

// workdays are the working days of a span.
func (a *Agenda) workdays(span Span) []civil.Date {
	from, _ := slices.BinarySearch(a.days, a.day(span[0]))
	to, _ := slices.BinarySearch(a.days, a.day(span[1]+1))
	return a.days[from:max(to, from+1)]
}

// spread gives n acts to the working days of a span, as evenly as whole numbers
// allow, each at some minute of office time.
func (a *Agenda) spread(topic string, n Count, span Span, do func(s *scene, i int)) {
	days := a.workdays(span)
	for i := range int(n) {
		a.at(office(days[i*len(days)/int(n)], a.stream(topic+" at", i)), func(s *scene) { do(s, i) })
	}
}

// office is some minute of a day between nine and five.
func office(day civil.Date, c *chance.Stream) time.Time {
	return day.Start().Add(time.Duration(9*60+c.Below(8*60)) * time.Minute)
}

// later arranges an act some working days from now, at some minute of office time;
// today's, with 0, is within the next two hours.
func (s *scene) later(n int, c *chance.Stream, do func(*scene)) {
	if n == 0 {
		s.at(s.stage.Now().Add(time.Duration(1+c.Below(120))*time.Minute), do)
		return
	}
	s.at(office(s.workday(n), c), do)
}

// workday is the n-th working day after today.
func (s *scene) workday(n int) civil.Date {
	today := s.today()
	next := sort.Search(len(s.days), func(i int) bool { return s.days[i] > today })
	return s.days[min(next+n-1, len(s.days)-1)]
}

// monthly arranges an act on a day of every month of the year, or on the working day
// after it.
func (a *Agenda) monthly(day int, topic string, do func(s *scene, month int)) {
	for month := range 12 {
		on := civil.Of(a.first.Year(), a.first.Month()+time.Month(month), 1).AddDays(day - 1)
		i := sort.Search(len(a.days), func(i int) bool { return a.days[i] >= on })
		a.at(office(a.days[i], a.stream(topic+" at", month)), func(s *scene) { do(s, month) })
	}
}
