package signup

import "github.com/jinlin-project/jinlin/governance"

func table() governance.Table[SignUp] {
	phases, on := governance.Phases, governance.VerbOf
	follows := governance.ByConsequence[SignUp]()
	host := governance.By("host", "主办单位", "the organiser", (*SignUp).WhoHosts)
	self := governance.By("self", "报名人", "who signed up", (*SignUp).WhoIsSubject)
	return governance.Table[SignUp]{
		Kind: Kind,
		Phases: []governance.PhaseLabel{
			governance.PhaseOf(Waiting, "候补", "waiting"), governance.PhaseOf(Seated, "已报名", "has a place"), governance.FinalPhase(Attended, "已到场", "came"),
			governance.FinalPhase(Absent, "缺席", "did not come"), governance.FinalPhase(NotTaken, "未参加", "did not take part"),
		},
		Verbs: []governance.VerbLabel{
			on("register", "报名", "Register"), on("seat", "递补", "Give a place"), on("withdraw", "退出", "Withdraw"),
			on("check-in", "签到", "Check in"), on("miss", "缺席", "Miss"), on("void", "终止", "Void"),
		},
		Rules: []governance.Rule[SignUp]{
			governance.On(phases(governance.Unopened), phases(Waiting, Seated), follows, nil, (*SignUp).register).
				As("signup.register", "4 G12", "每人每场报名一次，有名额即报名成功，否则候补", "each person signs up once; there is a place, or they wait"),
			governance.On(phases(Waiting), phases(Seated), follows, nil, (*SignUp).seat).
				As("signup.seat", "4 G12 [D]", "有人退出时按报名先后递补", "a place that comes free goes to whoever has waited longest"),
			governance.On(phases(Waiting, Seated), phases(NotTaken), self.Or(host), nil, (*SignUp).withdraw).
				As("signup.withdraw", "4 G12 [D]", "活动开始前可以退出，名额同时递补", "one may withdraw until it begins; the place is passed on in the same commit"),
			governance.On(phases(Seated), phases(Attended), host, nil, (*SignUp).checkIn).
				As("signup.check-in", "4 G12", "到场签到，自活动开始至小结", "who comes is checked in, from the beginning until the account"),
			governance.On(phases(Seated), phases(Absent), follows, nil, (*SignUp).miss).
				As("signup.miss", "4 G12 [D]", "报名后未到场的记为缺席", "who had a place and did not come was absent"),
			governance.On(phases(Waiting, Seated), phases(NotTaken), follows, nil, (*SignUp).void).
				As("signup.void", "4 G12 [D]", "活动开始仍在候补，或活动取消的，报名终止", "it ends for who still waits at the beginning, and for all when it is called off"),
		},
	}.Kept(host, host)
}

// New returns the book of sign-ups.
func New() (*governance.Book[SignUp], error) {
	return governance.NewBook(governance.Institution[SignUp]{
		Kind: Kind, Path: "signups", Source: "4 G12", Schema: 1, Uncounted: []string{Withdrawn, Unseated, Cancelled},
		Label:    governance.Text{Zh: "活动报名", En: "sign-up"},
		Sentence: governance.Text{Zh: "一人对一场活动的报名：候补、报名、到场或缺席", En: "one person's sign-up for an activity: waiting, a place, came or absent"},
		Table:    table(),
		File: func(s *SignUp, h *governance.Header) {
			h.Unit, h.Person = string(s.Host), s.Subject
		},
		Audience: func(s *SignUp, to []governance.Address) []governance.Address {
			return s.WhoIsSubject(s.WhoIsCentre(s.WhoHosts(to)))
		},
		Asks: []governance.Question{askRoll("waiting", "候补名单", Waiting), askRoll("seated", "待签到名单", Seated)},
	})
}
