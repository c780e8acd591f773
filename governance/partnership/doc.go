// Package partnership is who works with communities without being of them (G11): the
// studios of retired cadres (老干部工作室) with their series of events (红色领航 银发助邻), and
// the partnerships with social organisations, community businesses and social-work
// agencies (社企共建).
//
// A studio, of which the package studio tells, is approved by its town and led by one
// retired cadre; its events are planned and held. A [Partnership] is an agreement of
// one or more of four kinds (阵地共享、公益服务、活动联谊、慈善爱心), in force from a day to a day. What is done under
// it is recorded, service by service; before it is renewed the community reviews the term,
// and what it found wanting is not renewed. Without a renewal it ends with its last
// day.
package partnership
