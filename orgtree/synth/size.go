package synth

import "github.com/jinlin-project/jinlin/civil"

// Size is how much there is in a district; all counts are totals. What is zero
// does not exist, except where the field says otherwise.
type Size struct {
	Founded civil.Date // first day of the units; 2010-01-01 if zero
	Posted  civil.Date // first day of the posts and persons; 2018-01-01 if zero

	Communities int // the first so many of the file; all if zero
	Compounds   int // 小区
	Branches    int // compound Party branches 小区党支部, which cover
	Uncovered   int // all compounds except this many
	Buildings   int // 楼栋, per compound
	Lanes       int // 街巷
	Grids       int // 网格
	Departments int // 区直部门, at most as many as [MaxDepartments]

	BuildingGroups int // 楼栋党小组
	Households     int // 党员中心户
	Alliances      int // 区域性党建联盟
	Partners       int // 共建单位
	Properties     int // 物业, each covering its share of the compounds
	Owners         int // 业委会
	Societies      int // 社会组织
	Businesses     int // 社区商企
	Agencies       int // 社工机构

	GridStaff  int // the two heads and two officers 两长两员
	Mediators  int // 人民调解员
	First      int // first secretaries 第一书记
	OnTheJob   int // instructors 党建指导员, on-the-job members 在职
	Registered int // instructors, registered members 在册
	Retired    int // instructors, retired members 离退休
	Seconded   int // community workers 社区工作者, seconded cadres 下派
	Rehired    int // community workers, rehired cadres 返聘
	Recruited  int // community workers, open recruitment 招聘
	PartTime   int // part-time members 兼职委员
	Leaders    int // contact leaders 挂钩领导
	Volunteers int // 志愿者
	Clerks     int // per town, department and centre; at least one
	Residents  int // persons without a post, living in compounds
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
