package synth

import "strings"

// departments are the departments of a district, the ones most asked for first;
// read-only.
var departments = [...]string{
	"住房和建设局", "城市管理局", "公安分局", "民政局", "卫生健康局", "市政园林局", "生态环境局", "市场监督管理局",
	"教育局", "应急管理局", "交通局", "消防救援大队", "自然资源和规划分局", "人力资源和社会保障局", "农业农村局", "水利局",
	"文化和旅游局", "司法局", "工业和信息化局", "商务局", "发展和改革局", "财政局", "退役军人事务局", "医疗保障局",
	"信访局", "统计局",
}

// MaxDepartments is the most departments a district can have.
const MaxDepartments = len(departments)

// The parts compound names are put together from; read-only.
var (
	compoundFirst = [...]string{
		"海湾", "绿苑", "阳光", "锦绣", "天源", "未来", "紫金", "兴港", "金色", "翠湖", "和谐", "滨海", "丽景", "福满", "禹洲",
		"泉舜", "天湖", "龙湖", "青礁", "望海", "嘉禾", "水岸", "芳草", "康乐", "永丰", "东方", "华庭", "明珠", "书香", "文苑",
	}
	compoundLast = [...]string{"花园", "家园", "新城", "公馆", "雅居", "小区", "名苑", "华府", "安置房", "公寓", "新村", "里"}
	laneNames    = [...]string{"后街", "中路", "老街", "横巷", "渔港路", "市场街", "祠堂巷", "学前路"}
	propertyName = [...]string{"联发", "建发", "安居", "诚信", "万家", "海投", "永安", "恒益", "中海", "世邦"}
	societyNames = [...]string{"爱心志愿协会", "夕阳红艺术团", "邻里互助会", "公益慈善会", "家庭教育促进会", "环保志愿服务队"}
	shopNames    = [...]string{"便民超市", "社区食堂", "惠民药店", "理发店", "快递驿站", "家政服务部"}
	agencyNames  = [...]string{"社会工作服务中心", "社工事务所", "社区发展促进中心"}
	partnerNames = [...]string{"农商银行支行", "供电服务所", "中心小学", "社区卫生服务中心", "税务所", "自来水营业厅", "交警中队", "实验幼儿园"}
)

// placeName is the name of a community without the body that the statistical
// name ends in: 海沧社区居委会 is 海沧社区, 渐美村委会 is 渐美村.
func placeName(statistical string) string {
	if s, ok := strings.CutSuffix(statistical, "村村委会"); ok {
		return s + "村"
	}
	if s, ok := strings.CutSuffix(statistical, "居委会"); ok && s != "" {
		return s
	}
	if s, ok := strings.CutSuffix(statistical, "委会"); ok && s != "" {
		return s
	}
	return statistical
}
