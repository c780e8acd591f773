package orgtree

// kindRules is indexed by Kind; row 0 is the empty row of no kind. It is
// read-only. No kind may be its own parent, directly or in a circle, except
// departments, which have agencies below them.
var kindRules = [...]KindRule{
	{},
	{
		Kind: Province, ID: "province", Label: Text{"省", "province"}, Class: Level, Rank: 1, Root: true,
		Basis:    Statute,
		Sentence: Text{"省级行政区划代码为2位。", "A province has a code of 2 digits and stands under nobody."},
	},
	{
		Kind: City, ID: "city", Label: Text{"市", "city"}, Class: Level, Rank: 2, Root: true,
		Parents: []Kind{Province}, Basis: Statute,
		Sentence: Text{"地级行政区划代码为4位，隶属于省。", "A city has a code of 4 digits and belongs to a province."},
	},
	{
		Kind: District, ID: "district", Label: Text{"区", "district"}, Class: Level, Rank: 3, Root: true,
		Parents: []Kind{City}, Basis: Statute,
		Sentence: Text{"县级行政区划代码为6位，隶属于市。", "A district has a code of 6 digits and belongs to a city."},
	},
	{
		Kind: Town, ID: "town", Label: Text{"镇街", "town"}, Class: Level, Rank: 4,
		Parents: []Kind{District}, Forms: []Form{FormStreet, FormTown, FormTownship, FormTownLike}, Basis: Statute,
		Sentence: Text{"镇街代码为9位，隶属于区。", "A town or street has a code of 9 digits and belongs to a district."},
	},
	{
		Kind: Community, ID: "community", Label: Text{"社区", "community"}, Class: Level, Rank: 5,
		Parents: []Kind{Town}, Forms: []Form{FormResidents, FormVillagers, FormCommunityLike}, Basis: Statute,
		Sentence: Text{"社区（村）代码为12位，隶属于镇街。", "A community or village has a code of 12 digits and belongs to a town."},
	},
	{
		Kind: Compound, ID: "compound", Label: Text{"小区", "compound"}, Class: Level, Rank: 6,
		Parents: []Kind{Community}, Basis: Founding,
		Sentence: Text{"小区隶属于社区。", "A compound belongs to a community."},
	},
	{
		Kind: Lane, ID: "lane", Label: Text{"街巷", "lane"}, Class: Level, Rank: 6,
		Parents: []Kind{Community}, Basis: Default,
		Sentence: Text{"小区以外的街巷直接隶属于社区。", "A street or lane outside any compound belongs to its community directly."},
	},
	{
		Kind: Building, ID: "building", Label: Text{"楼栋", "building"}, Class: Level, Rank: 7,
		Parents: []Kind{Compound, Lane, Community}, Basis: Default,
		Sentence: Text{"楼栋隶属于小区、街巷，或直接隶属于社区。", "A building belongs to a compound or a lane, or to the community itself."},
	},
	{
		Kind: Grid, ID: "grid", Label: Text{"网格", "grid"}, Class: Organ,
		Parents: []Kind{Community}, Covers: []Kind{Compound, Lane, Building}, Inside: true, Basis: Founding,
		Sentence: Text{
			"网格隶属于一个社区，按方便管理、就近响应、即时服务划分，覆盖该社区的小区或楼栋。",
			"A grid belongs to one community and covers compounds or buildings of that community.",
		},
	},
	{
		Kind: Department, ID: "department", Label: Text{"区直部门", "department"}, Class: Organ,
		Parents: []Kind{District, Department}, Basis: Founding,
		Sentence: Text{"区直部门隶属于区，其下属单位隶属于该部门。", "A department belongs to the district; its agencies belong to it."},
	},
	{
		Kind: Centre, ID: "centre", Label: Text{"智慧管理服务中心", "service centre"}, Class: Organ, Single: true,
		Parents: []Kind{District}, Basis: Founding,
		Sentence: Text{"每个区设一个智慧管理服务中心。", "A district has one service centre."},
	},
	{
		Kind: DistrictCommittee, ID: "district-committee", Label: Text{"区委", "district Party committee"},
		Class: Party, Single: true, Leads: true,
		Parents: []Kind{District}, At: []Kind{District}, Basis: Founding,
		Sentence: Text{"区委领导全区。", "The district committee leads at the district."},
	},
	{
		Kind: TownCommittee, ID: "town-committee", Label: Text{"镇街党（工）委", "town Party committee"},
		Enlarged: Text{"大工委", "enlarged town committee"}, Class: Party, Leads: true,
		Parents: []Kind{DistrictCommittee}, At: []Kind{Town}, Basis: Founding,
		Sentence: Text{"镇街党（工）委隶属于区委；有兼职委员的为大工委。", "A town committee stands under the district committee; with part-time members it is enlarged."},
	},
	{
		Kind: CommunityCommittee, ID: "community-committee", Label: Text{"社区党委", "community Party committee"},
		Enlarged: Text{"大党委", "enlarged community committee"}, Class: Party, Leads: true,
		Parents: []Kind{TownCommittee}, At: []Kind{Community},
		Forms: []Form{FormCommittee, FormGeneralBranch, FormBranch}, Basis: Founding,
		Sentence: Text{
			"社区党组织为党委、党总支或党支部，隶属于镇街党（工）委；有兼职委员的为大党委。",
			"A community's organisation is a committee, a general branch or a branch under the town committee; with part-time members it is enlarged.",
		},
	},
	{
		Kind: CompoundBranch, ID: "compound-branch", Label: Text{"小区党支部", "compound Party branch"},
		Class: Party, Leads: true,
		Parents: []Kind{CommunityCommittee}, At: []Kind{Compound, Lane}, Covers: []Kind{Compound, Lane}, Basis: Founding,
		Sentence: Text{
			"小区党支部隶属于社区党组织，可以覆盖多个小区；一个小区只由一个支部覆盖。",
			"A compound branch stands under the community committee and may cover several compounds; no compound is covered twice.",
		},
	},
	{
		Kind: BuildingGroup, ID: "building-group", Label: Text{"楼栋党小组", "building Party group"},
		Class: Party, Leads: true,
		Parents: []Kind{CompoundBranch}, At: []Kind{Building}, Covers: []Kind{Building}, Basis: Founding,
		Sentence: Text{"楼栋党小组隶属于小区党支部，可以覆盖多栋楼。", "A building group stands under the compound branch and may cover several buildings."},
	},
	{
		Kind: MemberHousehold, ID: "member-household", Label: Text{"党员中心户", "member household"}, Class: Party,
		Parents: []Kind{BuildingGroup}, At: []Kind{Building}, Basis: Founding,
		Sentence: Text{"党员中心户是四级组织链的末端，隶属于楼栋党小组。", "A member household is the last link of the four-level chain, under the building group."},
	},
	{
		Kind: AgencyCommittee, ID: "agency-committee", Label: Text{"机关企事业单位党组织", "Party organisation of an agency, enterprise or institution"},
		Class: Party, Leads: true,
		Parents: []Kind{DistrictCommittee, TownCommittee, CommunityCommittee},
		At: []Kind{
			Department, Centre, PartnerUnit, PropertyCompany, OwnersCommittee,
			SocialOrganisation, CommunityBusiness, SocialWorkAgency,
		},
		Forms: []Form{FormCommittee, FormGeneralBranch, FormBranch}, Basis: Founding,
		Sentence: Text{
			"区直部门和企事业单位的党组织隶属于区委、镇街或社区党组织，向社区报到。",
			"The Party organisation of a department, enterprise or institution stands under the district, town or community committee, and reports in to a community.",
		},
	},
	{
		Kind: Alliance, ID: "alliance", Label: Text{"区域性党建联盟", "regional Party-building alliance"}, Class: Body,
		Parents: []Kind{Community, Town, District},
		Covers:  []Kind{PartnerUnit, SocialOrganisation, CommunityBusiness, SocialWorkAgency, PropertyCompany, Community},
		Basis:   Founding,
		Sentence: Text{
			"区域性党建联盟以社区党组织为核心，联合共建单位和两新组织。",
			"An alliance gathers partner units and two-new organisations around a community committee.",
		},
	},
	{
		Kind: ResidentsCommittee, ID: "residents-committee", Label: Text{"居委会", "residents' committee"}, Class: Body, Single: true, Speaks: true,
		Parents: []Kind{Community}, Basis: Founding,
		Sentence: Text{
			"居委会与社区党组织合称两委，每个社区一个，其岗位也代表社区履职。",
			"A community has one residents' committee, with the Party committee one of the two committees; its posts act for the community too.",
		},
	},
	{
		Kind: OwnersCommittee, ID: "owners-committee", Label: Text{"业委会", "owners' committee"}, Class: Body,
		Parents: []Kind{Compound}, Covers: []Kind{Compound, Building}, Basis: Founding,
		Sentence: Text{"业委会由小区业主产生。", "An owners' committee belongs to a compound."},
	},
	{
		Kind: PropertyCompany, ID: "property-company", Label: Text{"物业", "property company"}, Class: Body,
		Parents: []Kind{Compound, Community, Town, District}, Covers: []Kind{Compound, Lane, Building}, Basis: Founding,
		Sentence: Text{"物业企业服务一个或多个小区。", "A property company serves one compound or several."},
	},
	{
		Kind: SocialOrganisation, ID: "social-organisation", Label: Text{"社会组织", "social organisation"}, Class: Body,
		Parents: []Kind{Compound, Community, Town, District}, Covers: []Kind{Community, Compound}, Basis: Founding,
		Sentence: Text{"社会组织参与社区共建。", "A social organisation takes part in community-building."},
	},
	{
		Kind: CommunityBusiness, ID: "community-business", Label: Text{"社区商企", "community business"}, Class: Body,
		Parents: []Kind{Compound, Lane, Community, Town, District}, Basis: Founding,
		Sentence: Text{"社区商企参与社区共建。", "A community business takes part in community-building."},
	},
	{
		Kind: SocialWorkAgency, ID: "social-work-agency", Label: Text{"社工机构", "social-work agency"}, Class: Body,
		Parents: []Kind{Community, Town, District}, Covers: []Kind{Community, Compound}, Basis: Founding,
		Sentence: Text{"社工机构为社区提供专业服务。", "A social-work agency serves communities."},
	},
	{
		Kind: Station, ID: "station", Label: Text{"民情收集处理站（点）", "station for residents' matters"}, Class: Body,
		Parents: []Kind{District, Town, Community}, Basis: Founding,
		Sentence: Text{"区、镇街、社区设民情收集处理站（点）。", "District, towns and communities have stations that collect and handle residents' matters."},
	},
	{
		Kind: PartnerUnit, ID: "partner-unit", Label: Text{"共建单位", "partner unit"}, Class: Body,
		Parents: []Kind{Community, Town, District}, Covers: []Kind{Community}, Basis: Founding,
		Sentence: Text{"驻区、共建的机关、企业和事业单位。", "An agency, enterprise or institution stationed here or partnered with."},
	},
}
