package orgtree

// Kinds of units that several kinds of posts share; read-only.
var (
	committees = []Kind{DistrictCommittee, TownCommittee, CommunityCommittee, AgencyCommittee}
	enlargeds  = []Kind{TownCommittee, CommunityCommittee}
	chain      = []Kind{CommunityCommittee, CompoundBranch}
	leadPlaces = []Kind{Town, Community, Compound, TownCommittee, CommunityCommittee, CompoundBranch}
	anywhere   = []Kind{
		District, Town, Community, Compound, Lane, Building, Grid, CommunityCommittee, CompoundBranch,
		Alliance, ResidentsCommittee, SocialOrganisation, SocialWorkAgency, Station,
	}
)

// postRules is indexed by PostKind; row 0 is the empty row of no kind. It is
// read-only.
var postRules = [...]PostRule{
	{},
	{
		Kind: StandingMember, ID: "standing-member", Label: Text{"区委常委", "standing-committee member"},
		Units: []Kind{DistrictCommittee}, Basis: Founding,
		Sentence: Text{"区委常委带头挂钩联系社区、小区。", "Standing-committee members are the first to be tied to communities and compounds."},
	},
	{
		Kind: DistrictLeader, ID: "district-leader", Label: Text{"区领导", "district leader"},
		Units: []Kind{District, DistrictCommittee}, Basis: Founding,
		Sentence: Text{"其他区领导也挂钩联系社区、小区。", "Other district leaders are tied to communities and compounds too."},
	},
	{
		Kind: Secretary, ID: "secretary", Label: Text{"书记", "secretary"}, Units: committees, Acts: true, Single: true,
		Basis: Founding, Sentence: Text{"书记主持本级党组织。", "A secretary heads the Party organisation and acts for it."},
	},
	{
		Kind: CompoundSecretary, ID: "compound-secretary", Label: Text{"小区党支部书记", "compound secretary"},
		Units: []Kind{CompoundBranch}, Acts: true, Single: true, Basis: Founding,
		Sentence: Text{"小区党支部书记主持小区党支部。", "A compound secretary heads the compound branch and acts for it."},
	},
	{
		Kind: FirstSecretary, ID: "first-secretary", Label: Text{"第一书记", "first secretary"},
		Units: chain, Acts: true, Basis: Founding,
		Sentence: Text{"第一书记由上级选派到社区、小区。", "A first secretary is sent to a community or compound and acts for its organisation."},
	},
	{
		Kind: Instructor, ID: "party-building-instructor", Label: Text{"党建指导员", "Party-building instructor"},
		Units: chain, Acts: true, Basis: Founding,
		Sources: []PostSource{
			{"on-the-job", Text{"在职党员", "on-the-job member"}},
			{"registered", Text{"在册党员", "registered member"}},
			{"retired", Text{"离退休党员", "retired member"}},
		},
		Sentence: Text{"党建指导员从在职、在册、离退休党员中选派。", "Instructors are on-the-job, registered or retired members, and act for the organisation."},
	},
	{
		Kind: CommitteeDirector, ID: "committee-director", Label: Text{"居委会主任", "director of the residents' committee"},
		Units: []Kind{ResidentsCommittee}, Acts: true, Single: true, Basis: Founding,
		Sentence: Text{"居委会主任主持居委会，属社区主干。", "The director heads the residents' committee; a main post of the community."},
	},
	{
		Kind: CommitteeMember, ID: "committee-member", Label: Text{"两委委员", "member of the two committees"},
		Units: []Kind{CommunityCommittee, ResidentsCommittee}, Acts: true, Basis: Founding,
		Sentence: Text{"两委委员是社区党组织或居委会的其他成员。", "The other members of the community's two committees."},
	},
	{
		Kind: CommunityWorker, ID: "community-worker", Label: Text{"社区工作者", "community worker"},
		Units: []Kind{Community, ResidentsCommittee, CommunityCommittee}, Acts: true, Open: true, Basis: Founding,
		Sources: []PostSource{
			{"seconded", Text{"下派机关干部", "seconded agency cadre"}},
			{"rehired", Text{"返聘退休干部", "rehired retired cadre"}},
			{"recruited", Text{"公开招聘", "open recruitment"}},
		},
		Sentence: Text{"社区工作者由下派、返聘、招聘等方式配备。", "Community workers are seconded, rehired or recruited, and act for the community."},
	},
	{
		Kind: PartTimeMember, ID: "part-time-member", Label: Text{"兼职委员", "part-time member"}, Units: enlargeds, Basis: Founding,
		Members: true, Anybody: []string{"police"},
		Sources: []PostSource{
			{"police", Text{"社区民警", "community police officer"}},
			{"property-company", Text{"物业党员骨干", "cadre of the property company"}},
			{"owners-committee", Text{"业委会党员骨干", "cadre of the owners' committee"}},
			{"agency", Text{"驻区共建机关", "cadre of a stationed or partner agency"}},
			{"enterprise", Text{"驻区共建企业", "cadre of a stationed or partner enterprise"}},
			{"institution", Text{"驻区共建事业单位", "cadre of a stationed or partner institution"}},
		},
		Sentence: Text{
			"社区民警和物业、业委会、驻区共建单位的在职党员骨干兼任委员，定期议事。",
			"The community's police officer and Party-member cadres of property companies, owners' committees and partner units sit on an enlarged committee.",
		},
	},
	{
		Kind: PartyGroupHead, ID: "party-group-head", Label: Text{"党小组长", "Party-group head"},
		Units: []Kind{Grid, BuildingGroup}, Grid: true, Basis: Founding,
		Sentence: Text{"网格两长之一。", "One of a grid's two heads."},
	},
	{
		Kind: BuildingHead, ID: "building-head", Label: Text{"楼栋长", "building head"},
		Units: []Kind{Grid, Building}, Grid: true, Basis: Founding,
		Sentence: Text{"网格两长之一。", "One of a grid's two heads."},
	},
	{
		Kind: Liaison, ID: "liaison", Label: Text{"民情联络员", "liaison"}, Units: []Kind{Grid}, Grid: true, Basis: Founding,
		Sentence: Text{"网格两员之一。", "One of a grid's two officers."},
	},
	{
		Kind: GridHandler, ID: "grid-handler", Label: Text{"网格处置员", "grid handler"}, Units: []Kind{Grid}, Grid: true, Basis: Founding,
		Sentence: Text{"网格两员之一。", "One of a grid's two officers."},
	},
	{
		Kind: Mediator, ID: "mediator", Label: Text{"人民调解员", "mediator"},
		Units: []Kind{Town, Community, Compound, ResidentsCommittee}, Basis: Founding,
		Sources: []PostSource{
			{"committee-cadre", Text{"两委干部", "committee cadre"}},
			{"keen-member", Text{"热心党员", "keen member"}},
			{"resident", Text{"居民", "resident"}},
		},
		Sentence: Text{"人民调解员专职或兼职，从两委干部、热心党员和居民中产生。", "Mediators are full- or part-time, from committee cadres, keen members and residents."},
	},
	{
		Kind: ContactLeader, ID: "contact-leader", Label: Text{"挂钩领导", "contact leader"}, Units: leadPlaces, Basis: Founding,
		Sentence: Text{"挂钩领导联系社区或小区党支部。", "A contact leader is tied to a community or compound branch."},
	},
	{
		Kind: Volunteer, ID: "volunteer", Label: Text{"志愿者", "volunteer"}, Units: anywhere, Basis: Founding,
		Sentence: Text{"志愿者认领岗位和项目。", "Volunteers claim posts and projects and act for nobody."},
	},
	{
		Kind: CentreClerk, ID: "centre-clerk", Label: Text{"中心工作人员", "centre clerk"}, Units: []Kind{Centre}, Acts: true,
		Basis: Default, Sentence: Text{"中心工作人员代表中心办理。", "A centre clerk acts for the centre."},
	},
	{
		Kind: DepartmentClerk, ID: "department-clerk", Label: Text{"部门工作人员", "department clerk"},
		Units: []Kind{Department}, Acts: true, Basis: Default,
		Sentence: Text{"部门工作人员代表部门办理。", "A department clerk acts for the department."},
	},
	{
		Kind: TownClerk, ID: "town-clerk", Label: Text{"镇街工作人员", "town clerk"}, Units: []Kind{Town}, Acts: true,
		Basis: Default, Sentence: Text{"镇街工作人员代表镇街办理。", "A town clerk acts for the town."},
	},
}
