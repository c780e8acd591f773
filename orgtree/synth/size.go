package synth

import "github.com/jinlin-project/jinlin/civil"

// Size is how much there is in a district; all counts are totals. What is zero
// does not exist, except where the field says otherwise.
type Size struct {
	Founded civil.Date `json:"founded,omitzero" zh:"各单位成立日"` // first day of the units; 2010-01-01 if zero
	Posted  civil.Date `json:"posted,omitzero" zh:"各岗位任职日"`  // first day of the posts and persons; 2018-01-01 if zero

	Communities int `json:"communities,omitempty" zh:"社区"`   // the first so many of the file; all if zero
	Compounds   int `json:"compounds,omitempty" zh:"小区"`     // 小区
	Branches    int `json:"branches,omitempty" zh:"小区党支部"`   // compound Party branches 小区党支部, which cover
	Uncovered   int `json:"uncovered,omitempty" zh:"未覆盖的小区"` // all compounds except this many
	Buildings   int `json:"buildings,omitempty" zh:"每小区楼栋"`  // 楼栋, per compound
	Lanes       int `json:"lanes,omitempty" zh:"街巷"`         // 街巷
	Grids       int `json:"grids,omitempty" zh:"网格"`         // 网格
	Departments int `json:"departments,omitempty" zh:"区直部门"` // 区直部门, at most as many as [MaxDepartments]

	BuildingGroups int `json:"buildingGroups,omitempty" zh:"楼栋党小组"` // 楼栋党小组
	Households     int `json:"households,omitempty" zh:"党员中心户"`     // 党员中心户
	Alliances      int `json:"alliances,omitempty" zh:"区域性党建联盟"`    // 区域性党建联盟
	Partners       int `json:"partners,omitempty" zh:"共建单位"`        // 共建单位
	Properties     int `json:"properties,omitempty" zh:"物业"`        // 物业, each covering its share of the compounds
	Owners         int `json:"owners,omitempty" zh:"业委会"`           // 业委会
	Societies      int `json:"societies,omitempty" zh:"社会组织"`       // 社会组织
	Businesses     int `json:"businesses,omitempty" zh:"社区商企"`      // 社区商企
	Agencies       int `json:"agencies,omitempty" zh:"社工机构"`        // 社工机构

	GridStaff  int `json:"gridStaff,omitempty" zh:"两长两员"`       // the two heads and two officers 两长两员
	Mediators  int `json:"mediators,omitempty" zh:"人民调解员"`      // 人民调解员
	First      int `json:"first,omitempty" zh:"第一书记"`           // first secretaries 第一书记
	OnTheJob   int `json:"onTheJob,omitempty" zh:"党建指导员（在职）"`   // instructors 党建指导员, on-the-job members 在职
	Registered int `json:"registered,omitempty" zh:"党建指导员（在册）"` // instructors, registered members 在册
	Retired    int `json:"retired,omitempty" zh:"党建指导员（离退休）"`   // instructors, retired members 离退休
	Seconded   int `json:"seconded,omitempty" zh:"社区工作者（下派）"`   // community workers 社区工作者, seconded cadres 下派
	Rehired    int `json:"rehired,omitempty" zh:"社区工作者（返聘）"`    // community workers, rehired cadres 返聘
	Recruited  int `json:"recruited,omitempty" zh:"社区工作者（招聘）"`  // community workers, open recruitment 招聘
	PartTime   int `json:"partTime,omitempty" zh:"兼职委员"`        // part-time members 兼职委员
	Leaders    int `json:"leaders,omitempty" zh:"挂钩领导"`         // contact leaders 挂钩领导
	Volunteers int `json:"volunteers,omitempty" zh:"志愿者"`       // 志愿者
	Clerks     int `json:"clerks,omitempty" zh:"每镇街、部门、中心的经办人"` // per town, department and centre; at least one
	Residents  int `json:"residents,omitempty" zh:"其他居民"`       // persons without a post, living in compounds
}

// Demo is a small district: every town and community of the file with a
// compound or two, and at least one of everything.
func Demo() Size {
	return Size{
		Compounds: 98, Branches: 45, Uncovered: 8, Buildings: 3, Lanes: 49, Grids: 98, Departments: 16,
		BuildingGroups: 49, Households: 20, Alliances: 5, Partners: 20, Properties: 10, Owners: 30,
		Societies: 6, Businesses: 10, Agencies: 3,
		GridStaff: 120, Mediators: 60, First: 10, OnTheJob: 15, Registered: 10, Retired: 10,
		Seconded: 20, Rehired: 20, Recruited: 60, PartTime: 80, Leaders: 20, Volunteers: 100, Clerks: 2,
		Residents: 200,
	}
}

// Founding is a district with the figures of the founding report: 34
// communities, 153 compounds all covered by 69 Party organisations, 727 grids
// with a staff of 807, 308 mediators, 35, 22 and 25 instructors, 5 alliances.
// What the report does not count is in proportion.
func Founding() Size {
	return Size{
		Communities: 34, Compounds: 153, Branches: 69, Buildings: 8, Lanes: 68, Grids: 727, Departments: 26,
		BuildingGroups: 300, Households: 150, Alliances: 5, Partners: 68, Properties: 40, Owners: 90,
		Societies: 30, Businesses: 60, Agencies: 8,
		GridStaff: 807, Mediators: 308, First: 34, OnTheJob: 35, Registered: 22, Retired: 25,
		Seconded: 60, Rehired: 50, Recruited: 300, PartTime: 170, Leaders: 34, Volunteers: 2000, Clerks: 4,
		Residents: 2000,
	}
}

func (s Size) withDefaults() Size {
	if s.Founded == 0 {
		s.Founded = civil.MustParse("2010-01-01")
	}
	if s.Posted == 0 {
		s.Posted = civil.MustParse("2018-01-01")
	}
	s.Clerks = max(s.Clerks, 1)
	s.Departments = min(s.Departments, MaxDepartments)
	return s
}
