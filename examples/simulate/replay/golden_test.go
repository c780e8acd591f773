package replay_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

const plainMapping = `{"title": "t", "from": "2018-01-01", "until": "2027-01-01", "times": {"formats": ["2006-01-02 15:04:05"]},
	"id": "id", "opened": "opened", "taken": "taken", "closed": "closed", "category": {"default": "B9"},
	"place": {"column": "place", "values": {"a": "350205001001"}}, "responsible": {"column": "who", "values": {"d": "D03", "c": "community", "t": "town"}}}`

const plainHead = "id,opened,taken,closed,place,who\n"

// Due dates by hand, from the golden data of the calendar: 1 and 5 working days from a
// day off, over make-up days and over holidays (governance/workday/testdata/golden.csv
// and provisional.csv have each start with its end). Office hours are 9:00 to 12:00
// and 13:30 to 17:30, of which the report-in takes 4.
func TestDeadlinesByHand(t *testing.T) {
	for _, c := range []struct {
		why, row string
		want     string
	}{
		{
			"Mid-Autumn 2018 is a day off; Saturday 29 and Sunday 30 September are worked",
			"2018-09-24 10:00:00,2018-09-25 09:00:00,2018-09-30 09:00:00,a,d",
			"核验 2018-09-25 按时, 镇街报到 2018-09-25 按时, 接单 2018-09-25 按时, 即办清单办理 2018-09-29 超时1, 验单 2018-10-08 按时, 征询并登记评价 2018-10-12 按时",
		},
		{
			"over Labour Day 2019: 28 April and 5 May are worked",
			"2019-04-25 16:00:00,2019-04-28 10:00:00,2019-05-05 23:59:59,a,d",
			"核验 2019-04-26 按时, 镇街报到 2019-04-26 按时, 接单 2019-04-26 超时1, 即办清单办理 2019-05-05 按时, 验单 2019-05-06 按时, 征询并登记评价 2019-05-10 按时",
		},
		{
			"over National Day 2020: Saturday 10 October is worked; the town handles",
			"2020-09-27 09:00:00,2020-09-27 13:30:01,2020-10-12 00:00:00,a,t",
			"核验 2020-09-28 按时, 镇街报到 2020-09-27 按时, 镇街办理 2020-10-10 超时1, 验单 2020-10-13 按时, 征询并登记评价 2020-10-19 按时",
		},
		{
			"over Spring Festival 2026: Saturdays 14 and 28 February are worked; the community handles",
			"2026-02-14 12:00:00,,2026-02-28 08:00:00,a,c",
			"核验 2026-02-24 按时, 社区办理 2026-02-28 按时, 征询并登记评价 2026-03-06 按时",
		},
		{
			"Christmas 2026 over New Year 2027, for which there is no notice yet",
			"2026-12-25 10:00:00,2026-12-28 10:00:00,2026-12-31 10:00:00,a,d",
			"核验 2026-12-28 按时, 镇街报到 2026-12-25 按时, 接单 2026-12-28 按时, 即办清单办理 2027-01-04 按时（暂定）, 验单 2027-01-04 按时（暂定）, 征询并登记评价 2027-01-08 计时中（暂定）",
		},
	} {
		out := run(t, plainHead+"1,"+c.row+"\n", mappingOf(t, plainMapping))
		require.Empty(t, out.Faults, c.why)
		line := lines(t, out)[0]
		var got []string
		for _, name := range []string{"核验", "社区办理", "镇街报到", "镇街办理", "接单", "即办清单办理", "验单", "征询并登记评价"} {
			if name == "镇街办理" && line["接单截止"] != "" || line[name+"截止"] == "" {
				continue // the town passed it on at once
			}
			got = append(got, fmt.Sprintf("%s %s %s%s", name, line[name+"截止"][:10], line[name+"情况"], line[name+"超期工作日"]))
		}
		require.Equal(t, c.want, strings.Join(got, ", "), c.why)
	}
}
