package yearreport

import (
	"cmp"
	"fmt"
	"time"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/orgtree"
)

// Kind is the kind under which reports are kept.
const Kind = "year-report"

// The phases of a report.
const (
	Drafted   governance.Phase = "drafted"   // 已编制
	Issued    governance.Phase = "issued"    // 已印发
	Discarded governance.Phase = "discarded" // 已作废
)

// A Record is one report as it was compiled and issued.
type Record struct {
	governance.Head
	Unit     orgtree.Code `json:"unit" zh:"单位" en:"Unit"`
	From     civil.Date   `json:"from" zh:"自（含）" en:"From, included"`
	To       civil.Date   `json:"to" zh:"至（不含）" en:"To, not included"`
	Compiled int          `json:"compiled" zh:"编制次数" en:"How often it was compiled"`
	IssuedAt time.Time    `json:"issuedAt,omitzero" zh:"印发时间" en:"Issued"`
	Report   Report       `json:"report" zh:"内容" en:"The report"`
}

// Compile computes a report upon all records of a unit (编制).
type Compile struct {
	Unit orgtree.Code `json:"unit" zh:"单位" en:"Unit" rule:"required"`
	From civil.Date   `json:"from" zh:"自（含）" en:"From, included" rule:"required"`
	To   civil.Date   `json:"to" zh:"至（不含）" en:"To, not included" rule:"required"`
}

// Verb is "compile".
func (Compile) Verb() string { return "compile" }

// Site is the unit that reports.
func (c Compile) Site() orgtree.Code { return c.Unit }

// Recompile computes a draft anew (重新编制), upon the records as they are by now.
type Recompile struct{}

// Verb is "recompile".
func (Recompile) Verb() string { return "recompile" }

// Issue makes a draft official (印发).
type Issue struct{}

// Verb is "issue".
func (Issue) Verb() string { return "issue" }

// Discard drops a draft (作废).
type Discard struct {
	Reason string `json:"reason" zh:"理由" en:"Reason" rule:"required,max=500"`
}

// Verb is "discard".
func (Discard) Verb() string { return "discard" }

func (r *Record) compile(cmd Compile, m *governance.Moment) {
	r.Unit, r.From, r.To = cmd.Unit, cmd.From, cmd.To
	m.Take(r.claim())
	r.recompile(Recompile{}, m)
}

func (r *Record) recompile(_ Recompile, m *governance.Moment) {
	if computed, ok := governance.Answered[*Report](m, Kind, QuestionReport); ok {
		r.Report = *computed
		r.Compiled++
	}
}

// canIssue holds back what would tell of days that were still to come.
func (r *Record) canIssue(_ Issue, _ *governance.Moment) error {
	if r.Report.At.Before(r.To.Start()) {
		return governance.Refuse("期间结束前编制的，应在结束后重新编制", "it was compiled before the period had ended: compile it again")
	}
	return nil
}

func (r *Record) issue(_ Issue, m *governance.Moment) {
	r.IssuedAt = m.Now()
	m.Release(r.claim())
	r.Close(m, string(Issued))
}

func (r *Record) discard(_ Discard, m *governance.Moment) {
	m.Release(r.claim())
	r.Close(m, string(Discarded))
}

// claim is that of one draft at a time of a unit and period.
func (r *Record) claim() governance.Claim {
	return governance.Claim(fmt.Sprintf("year-report/%s/%s/%s", r.Unit, r.From, r.To))
}

// whoReports appends the unit that reports, and for the district its centre; before
// it is opened, the unit that it would be of.
func (r *Record) whoReports(to []governance.Address) []governance.Address {
	unit := cmp.Or(r.Unit, r.Site())
	if unit == r.District {
		to = append(to, governance.Of(orgtree.Centre, unit))
	}
	return append(to, governance.Unit(unit))
}
