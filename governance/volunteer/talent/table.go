package talent

import (
	"github.com/jinlin-project/jinlin/governance"
)

func table() governance.Table[Talent] {
	phases, on := governance.Phases, governance.VerbOf
	anyone := governance.ByAnyone[Talent]()
	host := governance.By("host", "登记单位或社区", "who registers, or the community", (*Talent).WhoHosts)
	self := governance.By("self", "本人", "the person", (*Talent).WhoIsSubject)
	rules := []governance.Rule[Talent]{
		governance.On(phases(governance.Unopened), phases(Found), anyone, (*Talent).canSurvey, (*Talent).survey).
			As("talent.survey", "4 G10", "属地组织摸排能人、专家、热心居民并登记", "an organisation finds talents, experts and keen residents by survey"),
		governance.On(phases(governance.Unopened), phases(Offered), anyone, (*Talent).canOffer, (*Talent).offer).
			As("talent.offer", "4 G10 [D]", "居民可以自荐", "residents may offer themselves").Starting(LimitAccept),
		governance.On(phases(Found), phases(Registered), self.Or(host), (*Talent).canAgree, (*Talent).agree).
			As("talent.agree", "4 G10 [D]", "经本人同意方可在册；无账号的凭书面同意", "nobody stands in the register without agreeing; who has no account agrees in writing").Owed((*Talent).WhoIsSubject),
		governance.On(phases(Offered), phases(Registered), host, nil, (*Talent).accept).
			As("talent.accept", "4 G10 [D]", "自荐的由社区确认", "who offers themselves is confirmed by the community").MustAct().Ending(LimitAccept),
		governance.On(phases(Found), phases(Left), self.Or(host), nil, (*Talent).decline).
			As("talent.decline.found", "4 G10 [D]", "本人不同意的不登记", "who does not agree is not registered"),
		governance.On(phases(Offered), phases(Left), self.Or(host), nil, (*Talent).decline).
			As("talent.decline.offered", "4 G10 [D]", "自荐未获确认或撤回的不登记", "an offer that is not confirmed, or taken back, is not registered").Ending(LimitAccept),
		governance.On(phases(Registered), nil, self.Or(host), nil, (*Talent).update).
			As("talent.update", "4 G10", "技能有变化的及时更新", "what they are able to do is kept up to date"),
		governance.On(phases(Registered), phases(Left), self.Or(host), nil, (*Talent).leave).
			As("talent.leave", "4 G10 [D]", "本人可以随时退出", "one may leave the register at any time"),
	}
	return governance.Table[Talent]{
		Kind: Kind,
		Phases: []governance.PhaseLabel{
			governance.PhaseOf(Found, "待本人同意", "found"), governance.PhaseOf(Offered, "待社区确认", "offered"),
			governance.PhaseOf(Registered, "在册", "registered"), governance.FinalPhase(Left, "未在册", "not registered"),
		},
		Verbs: []governance.VerbLabel{
			on("survey", "摸排登记", "Register who was found"), on("offer", "自荐", "Offer oneself"), on("agree", "本人同意", "Agree"), on("accept", "确认", "Accept"),
			on("decline", "不同意", "Decline"), on("update", "更新", "Update"), on("leave", "退出", "Leave"),
		},
		Rules: rules,
	}.Timed(Offered).Kept(self.Or(host), host)
}

// New returns the book of talents.
func New(limits governance.Limits) (*governance.Book[Talent], error) {
	return governance.NewBook(governance.Institution[Talent]{
		Kind: Kind, Path: "talents", Source: "4 G10", Schema: 1, Policy: limits, Uncounted: []string{Declined}, Class: "sort",
		Label:    governance.Text{Zh: "能人专家", En: "talent"},
		Sentence: governance.Text{Zh: "摸排或自荐的能人、专家、热心居民，经本人同意在册", En: "who is able and willing to do things for others, registered with their agreement"},
		Table:    table(),
		File: func(t *Talent, h *governance.Header) {
			h.Unit, h.Class, h.Person = string(t.Host), string(t.Sort), t.Subject
			if len(t.Skills) > 0 {
				h.Category = string(t.Skills[0])
			}
		},
		Audience: func(t *Talent, to []governance.Address) []governance.Address {
			return t.WhoIsSubject(t.WhoIsCentre(t.WhoHosts(to)))
		},
		Asks: []governance.Question{askRoll(), askSkills(), askRegistered()},
	})
}
