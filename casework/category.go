package casework

import (
	"fmt"
	"strings"

	"github.com/jinlin-project/jinlin/governance"
)

// A Category is one node of the tree of categories (分类). A child's code begins
// with its parent's, and with no other's but those further up: a limit of a
// category holds for all below it, and is found by the codes alone.
type Category struct {
	Code   string          `json:"code"`
	Parent string          `json:"parent,omitempty"`
	Label  governance.Text `json:"label"`
}

// Categories is a tree of categories, parents before their children.
type Categories []Category

// Has reports whether there is a category of a code. Every one listed may be
// given, also one that has children.
func (cs Categories) Has(code string) bool {
	for i := range cs {
		if cs[i].Code == code {
			return true
		}
	}
	return false
}

// enclosing returns the code of the nearest category that a code begins with,
// besides itself; limits reach their categories' children by it.
func (cs Categories) enclosing(code string) string {
	nearest := ""
	for i := range cs {
		if c := cs[i].Code; c != code && len(c) > len(nearest) && strings.HasPrefix(code, c) {
			nearest = c
		}
	}
	return nearest
}

// faults names what is wrong with a tree: codes that repeat or do not say where
// they belong, parents that do not stand before their children, labels that are
// missing.
func (cs Categories) faults() (f governance.Faults) {
	seen := map[string]bool{"": true}
	for i, c := range cs {
		path := fmt.Sprintf("categories[%d]", i)
		if c.Code == "" || seen[c.Code] {
			f.Add(path+".code", "repeated", "代码为空或重复", "is empty or stands twice")
		}
		if !seen[c.Parent] {
			f.Add(path+".parent", "unknown-category", "上级类别应先列出", "does not stand before its child")
		}
		if c.Code != "" && cs.enclosing(c.Code) != c.Parent {
			f.Add(path+".code", "not-below", "代码应以其上级类别的代码开头，不得以其他类别的代码开头", "does not begin with its parent's code, or begins with that of a category it is not below")
		}
		if c.Label.Zh == "" || c.Label.En == "" {
			f.Add(path+".label", "required", "缺少名称", "is missing")
		}
		seen[c.Code] = true
	}
	return f
}

// DefaultCategories is grid-management style (网格化管理) [D]: components 部件,
// things that stand in a place, and events 事件, what happens there.
func DefaultCategories() Categories {
	root := func(code, zh, en string) Category {
		return Category{Code: code, Label: governance.Text{Zh: zh, En: en}}
	}
	under := func(code, zh, en string) Category {
		return Category{Code: code, Parent: parentOf(code), Label: governance.Text{Zh: zh, En: en}}
	}
	return Categories{
		root("A", "部件", "components"),
		under("A1", "公用设施", "public utilities"),
		under("A101", "供水设施", "water supply"), under("A102", "排水设施、窨井", "drains and manholes"), under("A103", "供电、路灯", "power and street lights"),
		under("A104", "燃气设施", "gas"), under("A105", "通信线缆", "telecom lines"), under("A106", "电梯", "lifts"),
		under("A2", "道路交通设施", "roads"),
		under("A201", "路面、步道", "road surface and pavements"), under("A202", "停车设施", "parking"), under("A203", "交通标志", "signs"), under("A204", "充电设施", "charging points"),
		under("A3", "市容环境设施", "sanitation"),
		under("A301", "垃圾收集设施", "waste collection"), under("A302", "公共厕所", "public toilets"),
		under("A4", "园林绿化", "greenery"),
		under("A401", "树木、绿地", "trees and lawns"), under("A402", "健身、休憩设施", "fitness and rest"),
		under("A5", "房屋建筑", "buildings"),
		under("A501", "房屋安全", "building safety"), under("A502", "房屋渗漏", "leaks"), under("A503", "消防设施", "fire equipment"), under("A504", "老旧小区改造", "renewal of old compounds"),
		root("B", "事件", "events"),
		under("B1", "市容环境", "cleanliness"),
		under("B101", "暴露垃圾", "litter"), under("B102", "乱堆乱放", "clutter"), under("B103", "油烟、异味", "fumes and smells"), under("B104", "污水、积水", "sewage and flooding"),
		under("B2", "街面秩序", "street order"),
		under("B201", "占道经营", "street trading"), under("B202", "违规停车", "illegal parking"), under("B203", "违法建设", "illegal building"), under("B204", "非法小广告", "illegal advertising"),
		under("B3", "噪声扰民", "noise"),
		under("B301", "施工噪声", "building noise"), under("B302", "社会生活噪声", "neighbourhood noise"),
		under("B4", "邻里与物业", "neighbours and property"),
		under("B401", "物业服务", "property services"), under("B402", "邻里纠纷", "quarrels"), under("B403", "业主自治", "owners' affairs"), under("B404", "宠物管理", "pets"), under("B405", "飞线充电、楼道充电", "charging in hallways"),
		under("B5", "公共安全", "public safety"),
		under("B501", "消防隐患", "fire hazards"), under("B502", "治安隐患", "security"), under("B503", "高空抛物", "things thrown from windows"),
		under("B6", "民生服务", "livelihood"),
		under("B601", "养老服务", "care of the old"), under("B602", "教育托管", "schools and after-school care"), under("B603", "医疗卫生", "health"), under("B604", "就业社保", "work and social insurance"), under("B605", "困难救助", "hardship relief"), under("B606", "残疾人服务", "disability"),
		under("B9", "其他", "other"),
	}
}

// parentOf cuts a code to its parent's: two digits from a leaf, one from a group.
func parentOf(code string) string {
	if len(code) > 2 {
		return code[:2]
	}
	return code[:1]
}
