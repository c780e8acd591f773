package roll

import (
	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/orgtree"
)

// Work is a kind of what organisations and members do in a community.
type Work string

// Choices lists the kinds with their labels.
func (Work) Choices() []governance.Choice {
	return []governance.Choice{
		governance.ChoiceOf("policy", "政策宣讲", "explaining policies"), governance.ChoiceOf("care", "帮扶慰问", "helping and visiting"),
		governance.ChoiceOf("environment", "环境整治", "tidying up"), governance.ChoiceOf("safety", "平安巡防", "patrols"),
		governance.ChoiceOf("mediation", "矛盾化解", "settling disputes"), governance.ChoiceOf("civility", "文明劝导", "civility"),
		governance.ChoiceOf("culture", "文体活动", "culture and sport"), governance.ChoiceOf("profession", "专业服务", "professional service"),
		governance.ChoiceOf("venue", "阵地资源", "rooms and means"), governance.ChoiceOf("other", "其他服务", "other"),
	}
}

// DayOf is a day that was given, or today.
func DayOf(day civil.Date, m *governance.Moment) civil.Date {
	if day == 0 {
		return m.Today()
	}
	return day
}

// Arrival names what is wrong with a community or with the day of reporting in.
func Arrival(community orgtree.Code, day, since civil.Date, m *governance.Moment) (f governance.Faults) {
	f.Community("community", community, m)
	f.UpToToday("day", day, m)
	if day != 0 && day < since {
		f.Add("day", "before-list", "早于列入名单之日", "lies before the day on the list")
	}
	return f
}
