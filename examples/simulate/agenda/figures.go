package agenda

import (
	"context"
	"fmt"
	"strconv"
	"time"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/examples/simulate/stored"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/account"
	"github.com/jinlin-project/jinlin/governance/activity"
	"github.com/jinlin-project/jinlin/governance/alliance"
	"github.com/jinlin-project/jinlin/governance/alliance/item"
	"github.com/jinlin-project/jinlin/governance/conference"
	"github.com/jinlin-project/jinlin/governance/contact/problem"
	"github.com/jinlin-project/jinlin/governance/contact/visit"
	"github.com/jinlin-project/jinlin/governance/duty"
	"github.com/jinlin-project/jinlin/governance/finance/budget"
	"github.com/jinlin-project/jinlin/governance/finance/fund"
	"github.com/jinlin-project/jinlin/governance/finance/statement"
	"github.com/jinlin-project/jinlin/governance/hearing"
	"github.com/jinlin-project/jinlin/governance/mediation"
	"github.com/jinlin-project/jinlin/governance/mutualaid/help"
	"github.com/jinlin-project/jinlin/governance/mutualaid/need"
	"github.com/jinlin-project/jinlin/governance/partnership"
	"github.com/jinlin-project/jinlin/governance/pay/payment"
	"github.com/jinlin-project/jinlin/governance/pay/standard"
	"github.com/jinlin-project/jinlin/governance/reportin/organisation"
	"github.com/jinlin-project/jinlin/governance/reportin/rate"
	"github.com/jinlin-project/jinlin/governance/selfgov/covenant"
	"github.com/jinlin-project/jinlin/governance/selfgov/proposal"
	"github.com/jinlin-project/jinlin/governance/selfgov/voting"
	"github.com/jinlin-project/jinlin/governance/supervision"
	"github.com/jinlin-project/jinlin/governance/venue/booking"
	"github.com/jinlin-project/jinlin/governance/venue/place"
	"github.com/jinlin-project/jinlin/governance/venue/upgrade"
	"github.com/jinlin-project/jinlin/governance/voices"
	"github.com/jinlin-project/jinlin/governance/volunteer/service"
	"github.com/jinlin-project/jinlin/governance/volunteer/team"
	"github.com/jinlin-project/jinlin/orgtree"
)

// A Figure is one of the founding report's, as the records have it.
type Figure struct {
	Name     string // what is counted, in Chinese
	Reported string // as the report has it; empty where it names none
	Got      string
}

// Figures asks the institutions, as the district, for the figures of the year that
// begins on a day: all of them the institutions' own answers.
func Figures(ctx context.Context, stage *stored.Stage, first civil.Date) ([]Figure, error) {
	tree, err := stage.Tree(ctx)
	if err != nil {
		return nil, err
	}
	q := &asking{ctx: ctx, stage: stage, tree: tree, who: newCast(tree).unit(stage.District), year: first.Year()}
	q.period = governance.FigureParams{From: first.String(), To: civil.Of(q.year+1, time.January, 1).String()}
	for _, ask := range []func(*asking){(*asking).organisation, (*asking).together, (*asking).duties, (*asking).members, (*asking).residents, (*asking).means} {
		ask(q)
	}
	return q.out, q.err
}

// asking gathers answers until one is an error.
type asking struct {
	ctx    context.Context
	stage  *stored.Stage
	tree   *orgtree.Tree
	who    governance.Actor
	year   int
	period governance.FigureParams
	out    []Figure
	err    error
}

func (q *asking) say(name, reported string, got any) {
	q.out = append(q.out, Figure{name, reported, fmt.Sprint(got)})
}

// answer asks one question.
func answer[A any](q *asking, kind, question string, params any) (a A) {
	if q.err == nil {
		a, q.err = stored.Ask[A](q.ctx, q.stage, q.who, kind, question, params)
	}
	return a
}

// counted are the figures every institution has.
func (q *asking) counted(kind string) *governance.Figures {
	if got := answer[*governance.Figures](q, kind, "figures", &q.period); got != nil {
		return got
	}
	return &governance.Figures{}
}

func (q *asking) organisation() {
	f, _ := q.tree.Figures(q.stage.District)
	q.say("社区", "34", f.Units[orgtree.Community])
	q.say("小区党组织覆盖小区", "69个组织覆盖全部153个", fmt.Sprintf("%d个组织覆盖%d/%d个", f.CompoundBranches, f.CompoundsCovered.Num, f.CompoundsCovered.Of))
	q.say("网格及两长两员", "727个，807名", fmt.Sprintf("%d个，%d名", f.Units[orgtree.Grid], f.GridStaff))
	instructors := f.Sources[orgtree.Instructor]
	q.say("党建指导员（在职、在册、离退休）", "35、22、25", fmt.Sprintf("%d、%d、%d", instructors["on-the-job"], instructors["registered"], instructors["retired"]))
	q.say("人民调解员", "308", f.Posts[orgtree.Mediator])
}

func (q *asking) together() {
	c := answer[conference.Results](q, conference.Kind, "results", &q.period)
	q.say("联席会议", "60余次", c.Meetings)
	q.say("联席会议解决问题", "400余个", fmt.Sprintf("%d（提出%d）", c.Solved, c.Problems))
	q.say("联席会议决定落实", "", fmt.Sprintf("%d/%d", c.Fulfilled, c.Decisions))
	a := answer[alliance.Summary](q, alliance.Kind, "summary", &q.period)
	q.say("区域性党建联盟", "5", a.Alliances)
	held := int64(0)
	for _, p := range answer[map[item.Together]item.Progress](q, item.Kind, "six", &q.period) {
		held += p.Held
	}
	q.say("六联事项", "", held)
	m := answer[mediation.Success](q, mediation.Kind, "success", &q.period)
	q.say("人民调解", "2844件，成功2817件，99%", fmt.Sprintf("%d件，成功%d件，%s", m.Den, m.Num, m.Rate))
}

func (q *asking) duties() {
	d := q.counted(duty.Kind)
	q.say("责任链任务", "", fmt.Sprintf("%d，完成%d，按时%s", d.Opened, d.ByOutcome["done"], d.OnTime.Percent(2)))
	f := answer[supervision.Findings](q, supervision.KindRound, "findings", &q.period)
	q.say("督导轮次", "", fmt.Sprintf("%d轮，问题%d，整改率%s", f.Rounds, f.Found, f.Rate))
	p := answer[problem.Progress](q, problem.Kind, "solved", &q.period)
	q.say("领导挂钩走访", "", q.counted(visit.Kind).Opened)
	q.say("挂钩点题、解题", "", fmt.Sprintf("%d，解决%d", p.Raised, p.Solved.Num))
}

func (q *asking) members() {
	r := answer[rate.Rates](q, organisation.Kind, "rates", &q.period)
	q.say("机关党员报到率", "99.13%", fmt.Sprintf("%s（%d/%d）", r.MemberRate, r.Members.Num, r.Members.Den))
	q.say("参与服务人次", "3928", r.Participations)
	v := answer[service.Given](q, service.Kind, "given", &q.period)
	q.say("服务队", "13", q.counted(team.Kind).Opened)
	q.say("志愿服务", "172", fmt.Sprintf("%d次，%d分钟", v.Services, v.Minutes))
	s := answer[partnership.Summary](q, partnership.Kind, "summary", &q.period)
	q.say("老干部工作室", "7", s.Studios)
	q.say("银发助邻活动", "6", s.Events["silver-help"])
	q.say("社企共建", "四类", fmt.Sprintf("%d份，%d类", s.Partnerships, len(s.ByForm)))
	covered := answer[*governance.Listing](q, account.Kind, "coverage", q.coverage())
	if covered != nil {
		without := "全部有"
		for _, row := range covered.Rows {
			if row[2] == "none" {
				seat, _ := q.tree.Seat(orgtree.Code(row[0]))
				without = "没有的：" + q.tree.Name(seat) + row[1]
			}
		}
		q.say("党组织账号", "全覆盖", fmt.Sprintf("%d个组织，%s", len(covered.Rows), without))
	}
}

// coverage are the parameters of the question about accounts.
func (q *asking) coverage() any {
	shelf, _ := q.stage.Office.Shelf(account.Kind)
	params, _ := shelf.NewParams("coverage")
	if err := (governance.StdCodec{}).Unmarshal([]byte(`{"unit":`+strconv.Quote(string(q.stage.District))+`}`), params); err != nil && q.err == nil {
		q.err = err
	}
	return params
}

func (q *asking) residents() {
	help := answer[help.Service](q, help.Kind, "service", &q.period)
	q.say("邻里搭把手", "", fmt.Sprintf("需求%d，服务%d人次，满意率%s", q.counted(need.Kind).Opened, help.Services, help.Satisfied.Percent(2)))
	p := q.counted(proposal.Kind)
	q.say("自治提案", "", fmt.Sprintf("%d，落实%d，未通过%d，未达法定人数%d", p.Opened, p.ByOutcome[proposal.CarriedOut], p.ByOutcome[voting.Refused], p.ByOutcome[voting.NoQuorum]))
	q.say("邻里公约版本", "", q.counted(covenant.Kind).Opened)
	q.say("听评会", "", q.counted(hearing.Kind).Closed)
	v := q.counted(voices.Kind)
	q.say("居民心声", "", fmt.Sprintf("%d，按时%s", v.Opened, v.OnTime.Percent(2)))
	q.say("公益活动", "300余场", q.benefit())
}

func (q *asking) benefit() string {
	out := answer[activity.Participation](q, activity.Kind, "participation", &q.period)
	return fmt.Sprintf("%d场（活动共%d场，参与%d人次，报名到场率%s）", out.PublicBenefit, out.Activities, out.Participations, out.SignedUp.Percent(2))
}

func (q *asking) means() {
	c := answer[place.Circle](q, place.Kind, "circle", &place.UnitParam{})
	m := answer[upgrade.Money](q, upgrade.Kind, "money", &place.UnitParam{})
	q.say("改造活动场所", "34处，近800万元", fmt.Sprintf("%d处，批复%s元，支出%s元", m.Venues, m.Approved, m.Spent))
	q.say("拓展空间", "30余处", c.Spaces)
	q.say("场地预约", "", q.counted(booking.Kind).Opened)
	a := answer[statement.Average](q, budget.Kind, "average", &statement.YearOf{Year: q.year, Level: "district"})
	q.say("社区年均经费（区级）", "30万元以上", a.Average)
	q.say("专项资金", "约1000万元", q.special())
	for _, one := range answer[[]payment.ClassAverage](q, payment.Kind, "averages", q.months()) {
		q.say("月均待遇 "+governance.Label(one.Class.Choices(), string(one.Class)).Zh, map[standard.Class]string{standard.Main: "4500元以上", standard.Other: "3200元以上"}[one.Class], one.Average)
	}
}

// special is the money for facilities and informatisation, over all levels.
func (q *asking) special() string {
	sum := governance.Yuan(0)
	l := answer[*governance.Listing](q, budget.Kind, "summary", &statement.YearOf{Year: q.year, Purpose: fund.Facilities})
	if l == nil {
		return ""
	}
	for _, row := range l.Rows {
		amount, err := governance.ParseYuan(row[3])
		if err != nil && q.err == nil {
			q.err = err
		}
		sum += amount
	}
	return sum.String()
}

// months are those that were reckoned by the end of the year.
func (q *asking) months() *payment.MonthsOf {
	return &payment.MonthsOf{From: civil.Of(q.year, time.January, 1), To: civil.Of(q.year, time.December, 31)}
}
