package plan

import (
	"fmt"

	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/orgtree"
)

// A Plan is what an activity is to be: of one, or of every one of a fixed day.
// Places are bounded [D]: what ends an activity says so to each of those who signed
// up, in one commit. What more come to is held without sign-up.
type Plan struct {
	Title    string       `json:"title" zh:"名称" en:"Title" rule:"required,max=100" personal:"content"`
	Text     string       `json:"text,omitempty" zh:"内容" en:"What it is" rule:"max=5000" personal:"content"`
	Theme    Theme        `json:"theme" zh:"活动类型" en:"Kind of activity" rule:"required"`
	Benefit  bool         `json:"publicBenefit,omitempty" zh:"公益活动" en:"For the public benefit"`
	Place    orgtree.Code `json:"place" zh:"地点" en:"Place" rule:"required"`
	Spot     string       `json:"spot,omitempty" zh:"具体地点" en:"Where exactly" rule:"max=200"`
	Capacity int          `json:"capacity,omitempty" zh:"名额（不填为无须报名）" en:"Places; none: nobody has to sign up" rule:"max=1000"`
	Waitlist int          `json:"waitlist,omitempty" zh:"候补名额" en:"Places on the waiting list" rule:"max=200"`
	Partners []Partner    `json:"partners,omitempty" zh:"联办单位" en:"Organised together with" rule:"max=20"`
}

// Site is where it is held.
func (p Plan) Site() orgtree.Code { return p.Place }

// Faults names what is wrong with a plan.
func (p *Plan) Faults(f *governance.Faults, m *governance.Moment) {
	if len(m.Org.Answers(p.Place)) == 0 {
		f.Add("place", "no-community", "应在本区某一单位内", "does not lie in the district")
	}
	if p.Waitlist > 0 && p.Capacity == 0 {
		f.Add("waitlist", "unexpected", "无须报名的活动不设候补", "goes with a number of places only")
	}
	PartnerFaults(f, p.Partners, m)
}

// A Partner is a unit that organises it too (联办单位).
type Partner struct {
	Unit orgtree.Code `json:"unit" zh:"单位" en:"Unit" rule:"required"`
	Part string       `json:"part,omitempty" zh:"分工" en:"What it does" rule:"max=100"`
}

// A Theme is a kind of activity (活动类型).
type Theme string

// Choices lists the kinds that the founding report names, and what else is usual.
func (Theme) Choices() []governance.Choice {
	return []governance.Choice{
		governance.ChoiceOf("party-day", "主题党日", "members' day"), governance.ChoiceOf("flea-market", "跳蚤市场", "flea market"),
		governance.ChoiceOf("benefit-market", "公益集市", "public-benefit market"), governance.ChoiceOf("clinic", "义诊", "free clinic"),
		governance.ChoiceOf("legal-aid", "法律援助", "legal aid"), governance.ChoiceOf("early-childhood", "早教", "early childhood"),
		governance.ChoiceOf("carpet-cleaning", "地毯清洗", "carpet cleaning"), governance.ChoiceOf("film", "露天电影", "open-air film"),
		governance.ChoiceOf("counselling", "心理咨询", "counselling"), governance.ChoiceOf("women", "妇女加油站", "women's station"),
		governance.ChoiceOf("summer-camp", "夏令营", "summer camp"), governance.ChoiceOf("festival", "节庆活动", "festival"),
		governance.ChoiceOf("arts", "文体活动", "arts and sport"), governance.ChoiceOf("lecture", "宣讲讲座", "lecture"),
		governance.ChoiceOf("clean-up", "环境整治", "clean-up"), governance.ChoiceOf("other", "其他", "other"),
	}
}

// PartnerFaults names the partners that are no unit.
func PartnerFaults(f *governance.Faults, partners []Partner, m *governance.Moment) {
	for i, p := range partners {
		f.Unit(fmt.Sprintf("partners[%d].unit", i), p.Unit, m)
	}
}
