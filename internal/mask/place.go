package mask

import (
	"regexp"
	"strings"
)

// The parts of a Chinese address. What stands directly before one may go with it.
const (
	province = `(?:北京|天津|上海|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州|云南|陕西|甘肃|青海|台湾|内蒙古|广西|西藏|宁夏|新疆|香港|澳门)(?:省|市|自治区|特别行政区)?`
	city     = `\p{Han}{2,4}(?:市|自治州)`
	district = `\p{Han}{1,4}(?:区|县|镇|乡|街道)`
	area     = `(?:` + province + `)?(?:` + city + `)?(?:` + district + `)?`
	street   = `\p{Han}{1,5}(?:大街|大道|路|街|道|巷|弄|胡同)[东西南北中]?(?:段)?`
	estate   = `\p{Han}{2,6}(?:小区|花园|公寓|新村|家园|家属院|大厦|广场)`
	inside   = `(?:[A-Za-z]?[0-9]+[A-Za-z]?(?:号楼|号院|号|栋|幢|座|单元|楼|层|室|户|房)?[ -]?)`
	door     = `(?:[A-Za-z]?[0-9]+[A-Za-z]?(?:号楼|号院|号|栋|幢|座|单元|弄))`
)

// places are addresses at which somebody can be found. A town or a district alone is none.
func places() []rule {
	return []rule{
		{form: regexp.MustCompile(area + street + `[ ]?` + door + `(?:` + estate + `)?` + inside + `*`), is: anAddress},
		{form: regexp.MustCompile(area + estate + `[ ]?` + door + inside + `*`), is: anAddress},
		{form: regexp.MustCompile(`(?:` + province + `)(?:` + city + `)?` + district + `(?:` + street + `|` + estate + `)`), is: anAddress},
		{form: regexp.MustCompile(`[0-9]+(?:号楼|栋|幢|座)[ -]?(?:[0-9]+单元[ -]?)?[0-9]+(?:室|号|户|房)?`), is: anAddress},
		{form: regexp.MustCompile(`[0-9]+单元[ -]?[0-9]+(?:室|号|户|房)?`), is: anAddress},
		{
			form: regexp.MustCompile(`\b[0-9]{1,5}[A-Za-z]? (?:[NSEW]\.? )?(?:[A-Z][A-Za-z'.]+ ){1,3}(?:Street|St|Avenue|Ave|Road|Rd|Lane|Ln|Drive|Dr|Boulevard|Blvd|Court|Ct|Way|Place|Terrace|Close|Crescent)\b\.?` +
				`(?:,? (?:Apt|Apartment|Unit|Flat|Suite|#)\.? ?[A-Za-z0-9]+)?`),
			is: anAddress,
		},
		{form: regexp.MustCompile(`\b[A-Z]{1,2}[0-9][A-Z0-9]? [0-9][ABD-HJLNP-UW-Z]{2}\b`), is: anAddress, keep: func(_, found, _ string) bool {
			return strings.HasSuffix(found, "GB") || strings.HasSuffix(found, "TB") || strings.HasSuffix(found, "HZ")
		}},
		{form: regexp.MustCompile(`\b[A-Z]{2} [0-9]{5}(?:-[0-9]{4})?\b`), is: anAddress},
	}
}
