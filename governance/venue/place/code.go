package place

import (
	"github.com/jinlin-project/jinlin/governance"
)

// A Type is what a venue is (类型); a district that has more adds rows.
type Type string

// Choices lists the types.
func (Type) Choices() []governance.Choice {
	return []governance.Choice{
		governance.ChoiceOf("service-centre", "党群服务中心", "Party-and-masses service centre"), governance.ChoiceOf("activity", "活动场所", "activity venue"),
		governance.ChoiceOf("mediation", "调解室", "mediation room"), governance.ChoiceOf("hall", "议事厅", "deliberation hall"),
		governance.ChoiceOf("point", "便民服务点", "service point"), governance.ChoiceOf("corridor", "文化长廊", "culture corridor"),
		governance.ChoiceOf("other", "其他", "other"),
	}
}

// A Space is where the room of a venue comes from (场地来源).
type Space string

// The sources of room. What was won from the middle two is what G14 counts.
const (
	Existing    Space = "existing"     // 原有
	Ancillary   Space = "ancillary"    // 小区配套用房
	RaisedFloor Space = "raised-floor" // 架空层
	Lent        Space = "lent"         // 共建单位提供
)

// Choices lists the sources.
func (Space) Choices() []governance.Choice {
	return []governance.Choice{
		governance.ChoiceOf(Existing, "原有场所", "existing"), governance.ChoiceOf(Ancillary, "小区配套用房", "ancillary rooms of a compound"),
		governance.ChoiceOf(RaisedFloor, "架空层", "raised ground floor"), governance.ChoiceOf(Lent, "共建单位提供", "lent by a partner unit"),
	}
}

// won reports whether the room was won for the neighbours.
func (s Space) won() bool { return s == Ancillary || s == RaisedFloor }

// A Service is a kind of what is offered (服务项目).
type Service string

// Choices lists the kinds of services.
func (Service) Choices() []governance.Choice {
	return []governance.Choice{
		governance.ChoiceOf("counter", "政务便民", "counter services"), governance.ChoiceOf("school", "四点半课堂", "after-school class"),
		governance.ChoiceOf("elderly", "居家养老", "elderly care"), governance.ChoiceOf("culture", "文体活动", "culture and sport"),
		governance.ChoiceOf("deliberation", "议事协商", "deliberation"), governance.ChoiceOf("mediation", "矛盾调解", "mediation"),
		governance.ChoiceOf("legal", "法律服务", "legal advice"), governance.ChoiceOf("health", "健康义诊", "health"),
		governance.ChoiceOf("reading", "图书阅览", "reading"), governance.ChoiceOf("party", "党员活动", "Party members' activities"),
		governance.ChoiceOf("other", "其他", "other"),
	}
}

// An Item is one of the six haves (六有) of an activity venue. The founding report
// says that there are six and not which: these are the six of the usual standard
// for positions of grassroots Party organisations [D].
type Item string

// Choices lists the six.
func (Item) Choices() []governance.Choice {
	return []governance.Choice{
		governance.ChoiceOf("place", "有场所", "a place"), governance.ChoiceOf("equipment", "有设施", "equipment"),
		governance.ChoiceOf("sign", "有标志", "a sign"), governance.ChoiceOf("flag", "有党旗", "a Party flag"),
		governance.ChoiceOf("books", "有书报", "books and papers"), governance.ChoiceOf("rules", "有制度", "rules"),
	}
}
