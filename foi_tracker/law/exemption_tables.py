"""The grounds on which each law lets an authority refuse, as text: one entry a line, and below it what to look for.

An entry is a section or regulation, its nature, and its title: the heading of the statute, shortened. Natures:

- qualified: the public interest is weighed; absolute: it is not;
- depends: on the paragraph or the case;
- procedural: no exemption, so nothing is weighed (cost, vexatious requests, information that is not held);
- neither: the subsection that lifts the duty to say whether the information is held; its nature is its section's.

An entry with nothing below it is looked at as the one that it is part of.
"""

from __future__ import annotations

# Of a subsection that is "neither", in every law.
NEITHER_TITLE = "neither confirming nor denying"
NEITHER_LOOK_FOR = (
    "Only a yes or no is withheld here: ask what harm would come from that word alone, and tell them if it is public "
    "already."
)

# FOIA 2000, Part I for sections 12 and 14, else Part II. Section 2(3) lists what is absolute: 21, 23, 32, 34, 36 as to
# Parliament's own information, 37(1)(a) to (ab) with 37(2) as far as it concerns them, 40(1), 40(2) where the first
# condition is met (which is how authorities use it), 41 and 44, and no other: the rest of Part II is qualified.
FOIA = """
12 procedural cost of compliance over the limit
    Ask for the estimate: only the time to find out whether they hold it, to locate, retrieve and extract it counts,
    not the time to redact it. Ask what fits within the limit and how to narrow the request (s.16), and whether
    requests that have little to do with each other were added together.
12(1) procedural cost of compliance over the limit
12(2) procedural cost of finding out whether it is held over the limit
14 procedural vexatious or repeated request
    Ask for the evidence: how much work it would be, and what in the request itself makes it vexatious.
14(1) procedural vexatious request
14(2) procedural repeated request
    They must have complied with the same, or nearly the same, request of yours before, and no reasonable time may have
    passed since: ask which one they mean, and say what has changed.
21 absolute information accessible by other means
    It must be reasonably accessible to you, all of it: ask for the exact place of each piece, and say so if you cannot
    get at it there.
21(1) absolute information accessible by other means
22 qualified information intended for future publication
    The intention to publish must have been settled before your request came: ask when it was, when it will be
    published, and why it is reasonable to make you wait. The public interest must be weighed.
22(1) qualified information intended for future publication
22(2) neither
22A qualified research intended for publication
    The research must still be going on, with a report of it to be published: ask which report, when, and what harm it
    would do to have the information before it.
22A(1) qualified research intended for publication
22A(2) neither
23 absolute information from or about bodies dealing with security matters
    It covers only the bodies that the section lists: ask whether every part came from one of them or relates to one,
    and for the rest.
23(1) absolute information from or about bodies dealing with security matters
23(5) neither
24 qualified national security
    It must be required to safeguard national security: ask what the risk is, which parts carry it, and how the public
    interest was weighed.
24(1) qualified national security
24(2) neither
26 qualified defence
    They must say what would be harmed, the defence of the country or its armed forces, how and how likely it is, and
    weigh the public interest.
26(1) qualified defence
26(1)(a) qualified defence of the British Islands or of a colony
26(1)(b) qualified armed forces: capability, effectiveness or security
26(3) neither
27 qualified international relations
    They must say with whom relations would be harmed, how and how likely it is, and weigh the public interest.
27(1) qualified international relations
27(2) qualified confidential information from another State or an international body
    Ask which State or body gave it, on what terms, and how the public interest was weighed.
27(4) neither
28 qualified relations within the United Kingdom
    They must say which of the governments within the United Kingdom are concerned, what the harm would be and how
    likely, and weigh the public interest.
28(1) qualified relations within the United Kingdom
28(3) neither
29 qualified the economy
    The harm must be to the economy of the country or of a part of it, or to a government's finances, and not to one
    authority's budget: ask what it is and how likely.
29(1)(a) qualified economic interests of the United Kingdom or a part of it
29(1)(b) qualified financial interests of a government within the United Kingdom
29(2) neither
30 qualified investigations and proceedings of public authorities
    It must be held for an investigation or proceedings that the section describes: ask which, whether they are over,
    and how the public interest was weighed.
30(1) qualified investigations and criminal proceedings
30(1)(a) qualified investigation whether to charge a person, or whether they are guilty
30(1)(b) qualified investigation that may lead to criminal proceedings by the authority
30(1)(c) qualified criminal proceedings by the authority
30(2) qualified information about confidential sources
    It must concern the obtaining of information from confidential sources: ask for what does not identify one.
30(3) neither
31 qualified law enforcement
    They must name the work that would be harmed, how this information would do it and how likely it is, and weigh the
    public interest.
31(1) qualified law enforcement
31(1)(a) qualified prevention or detection of crime
    They must say what crime it would help, how, and how likely that is. Where it is about the security of systems, ask
    which parts really describe a weakness, and for the rest.
31(1)(b) qualified apprehension or prosecution of offenders
31(1)(c) qualified administration of justice
31(1)(d) qualified assessment or collection of tax
31(1)(e) qualified operation of immigration controls
31(1)(f) qualified security and good order in prisons
31(1)(g) qualified a public authority's functions for the purposes in s.31(2)
    They must name the authority whose function it is, and which purpose in s.31(2) it serves; then the harm, and how
    likely it is. The public interest must be weighed.
31(1)(h) qualified civil proceedings out of an investigation for the purposes in s.31(2)
31(1)(i) qualified inquiries into fatal accidents and sudden deaths in Scotland
31(3) neither
32 absolute court records
    It must be held only because it is in a document of the court, inquiry or arbitration: ask whether they hold the
    same information in any other paper.
32(1) absolute court records
32(2) absolute records of an inquiry or arbitration
32(3) neither
33 qualified audit functions
    Only those who audit other public authorities, or examine how these use their resources, can use it: ask which such
    function would be harmed, and how.
33(1) qualified audit functions
33(2) qualified audit functions
33(3) neither
34 absolute parliamentary privilege
    It must be required to avoid an infringement of the privileges of Parliament: ask which privilege, and for what is
    public already.
34(1) absolute parliamentary privilege
34(2) neither
35 qualified formulation of government policy
    Only a government department or the Welsh Government can use it: ask which policy, and whether it was decided by
    then. Statistics behind a decision that has been taken are not covered, and the public interest must be weighed.
35(1)(a) qualified formulation or development of government policy
35(1)(b) qualified ministerial communications
    Only a government department or the Welsh Government can use it: ask between which ministers, and how the public
    interest was weighed. Statistics behind a decision that has been taken are not covered.
35(1)(c) qualified advice of the Law Officers
    Only a government department or the Welsh Government can use it: ask whether all of it is advice, or a request for
    advice, and how the public interest was weighed.
35(1)(d) qualified operation of a ministerial private office
    Only a government department or the Welsh Government can use it: ask what in it is about running the office of the
    minister, and how the public interest was weighed.
35(3) neither
36 qualified prejudice to the effective conduct of public affairs
    Ask who the qualified person was, when they gave their opinion and what they had seen; only statistics need none.
    Then ask how the public interest was weighed.
36(2) qualified prejudice to the effective conduct of public affairs
36(2)(a) qualified collective responsibility of ministers
36(2)(b) qualified free and frank advice or exchange of views
36(2)(b)(i) qualified free and frank provision of advice
36(2)(b)(ii) qualified free and frank exchange of views
36(2)(c) qualified other prejudice to the effective conduct of public affairs
    It is for harm of another kind than to advice or to the exchange of views: ask what that harm is. Ask who the
    qualified person was, when they gave their opinion, and how the public interest was weighed.
36(3) neither
37 depends communications with the Royal Family, and honours
    Ask which paragraph they mean: only communications with the Sovereign, the heir and the next in line are absolute.
    For the rest the public interest must be weighed.
37(1)(a) absolute communications with the Sovereign
    Nothing is weighed here: ask whether every part is such a communication, and for what only mentions one.
37(1)(aa) absolute communications with the heir to the Throne or the next in line
    Nothing is weighed here: ask whether every part is such a communication, and for what only mentions one.
37(1)(ab) absolute communications with a person who has since become the Sovereign, the heir or the next in line
    Nothing is weighed here: ask whether every part is such a communication, and for what only mentions one.
37(1)(ac) qualified communications with other members of the Royal Family
    Ask whether every part is such a communication, and how the public interest was weighed.
37(1)(ad) qualified communications with the Royal Household
    Ask whether every part is such a communication, and how the public interest was weighed.
37(1)(b) qualified honours and dignities
    Ask which parts are about the giving of an honour, and how the public interest was weighed.
38 qualified health and safety
    They must say whose health or safety would be in danger, how and how likely that is, and weigh the public interest.
    Ask for the rest with only that part removed.
38(1) qualified health and safety
38(1)(a) qualified physical or mental health
38(1)(b) qualified safety
38(2) neither
39 qualified environmental information
    It means that the request belongs under the Environmental Information Regulations: ask for an answer under those,
    and which of their exceptions they rely on.
39(1) qualified environmental information
39(2) neither
40 absolute personal information
    Ask for the rest with only the names removed. Names of senior staff, and of those who speak for the authority, are
    harder to withhold: ask why each one is.
40(1) absolute your own personal data
    It is about you, so ask for it in a subject access request instead.
40(2) absolute other people's personal data
    Ask for the rest with only the names removed. Names of senior staff, and of those who speak for the authority, are
    harder to withhold: ask why each one is.
40(5A) depends neither confirming nor denying: your own personal data
    It is about you, so ask for it in a subject access request instead.
40(5B) depends neither confirming nor denying: other people's personal data
    Only a yes or no is withheld here: ask what a yes would tell about anybody, and whether that is public already.
41 absolute information provided in confidence
    They must have obtained it from somebody else, in confidence, and somebody must be able to sue if it came out: ask
    from whom and on what terms. A contract that they made themselves may not be information that they obtained.
41(1) absolute information provided in confidence
41(2) neither
42 qualified legal professional privilege
    It covers confidential communications for legal advice or for legal proceedings: ask whether every part is one,
    whether the advice was shared with others, and how the public interest was weighed.
42(1) qualified legal professional privilege
42(2) neither
43 qualified commercial interests
    They must name the harm, whose it is and how likely: ask whether they asked the supplier, whether the prices are
    still live, and why clauses could not be sent one by one. The public interest must be weighed.
43(1) qualified trade secrets
    Ask what the secret is, whose, and which parts hold it: an amount, a date or a name is rarely one. The public
    interest must be weighed.
43(2) qualified commercial interests
43(3) neither
44 absolute prohibitions on disclosure
    They must name what forbids it, to the section: ask whether it covers this information, and whether it allows
    disclosure in some cases.
44(1)(a) absolute prohibited by another enactment
44(1)(b) absolute incompatible with an obligation from EU law
44(1)(c) absolute contempt of court
44(2) neither
"""

# FOISA 2002, Part 1 for sections 12 to 18, else Part 2. Section 2(2) lists what is absolute: 25, 26, 36(2), 37, and in
# 38(1) paragraphs (a), (c) and (d), and (b) where the first condition is met. Harm must be substantial.
FOISA = """
12 procedural excessive cost of compliance
    Ask for the estimate: the time to decide whether they hold it does not count. Ask what fits within the limit, and
    how to narrow the request (s.15).
12(1) procedural excessive cost of compliance
14 procedural vexatious or repeated request
    Ask for the evidence: how much work it would be, and what in the request itself makes it vexatious.
14(1) procedural vexatious request
14(2) procedural repeated request
    They must have complied with the same, or nearly the same, request of yours before, and no reasonable time may have
    passed since: ask which one they mean, and say what has changed.
17 procedural information not held
    Ask where they searched and for what, and whether somebody else holds it for them.
17(1) procedural information not held
18 procedural neither confirming nor denying
    Ask which exemption would apply if they held it, and why even a yes or no would be against the public interest. It
    can be said with some exemptions only.
18(1) procedural neither confirming nor denying
25 absolute information otherwise accessible
    You must reasonably be able to get it in another way, all of it: ask for the exact place of each piece, and say so
    if you cannot get at it there.
25(1) absolute information otherwise accessible
26 absolute prohibitions on disclosure
    They must name what forbids it, to the section: ask whether it covers this information, and whether it allows
    disclosure in some cases.
26(a) absolute prohibited by another enactment
26(b) absolute incompatible with an obligation from EU law
26(c) absolute contempt of court
27 qualified information intended for future publication
    Publication must have been planned before you asked, for a day within twelve weeks of your request: ask when it was
    planned, when it will be, and why it is reasonable to make you wait. The public interest must be weighed.
27(1) qualified information intended for future publication
27(2) qualified research intended for publication
    The research must still be going on, with a report of it to be published: ask which report, when, and what
    substantial harm it would do to have the information before it.
28 qualified relations within the United Kingdom
    They must say which of the governments within the United Kingdom are concerned and what substantial harm would come
    of it, and weigh the public interest.
28(1) qualified relations within the United Kingdom
29 qualified formulation of Scottish Administration policy
    Only information that the Scottish Administration holds can be withheld under it: ask which policy, and whether it
    was decided by then. Statistics behind a decision that has been taken are not covered, and the public interest must
    be weighed.
29(1)(a) qualified formulation or development of government policy
29(1)(b) qualified ministerial communications
    Only information that the Scottish Administration holds can be withheld under it: ask between which ministers, and
    how the public interest was weighed. Statistics behind a decision that has been taken are not covered.
29(1)(c) qualified advice of the Law Officers
    Only information that the Scottish Administration holds can be withheld under it: ask whether all of it is advice,
    or a request for advice, and how the public interest was weighed.
29(1)(d) qualified operation of a ministerial private office
    Only information that the Scottish Administration holds can be withheld under it: ask what in it is about running
    the office of the minister, and how the public interest was weighed.
30 qualified prejudice to the effective conduct of public affairs
    They must say what substantial harm this information would do, not harm from papers of its kind, and weigh the
    public interest.
30(a) qualified collective responsibility of ministers
30(b) qualified free and frank advice or exchange of views
    They must say who would be held back, from what, and why substantially; a topic that is settled or public holds
    nobody back. The public interest must be weighed.
30(b)(i) qualified free and frank provision of advice
30(b)(ii) qualified free and frank exchange of views
30(c) qualified other substantial prejudice to the effective conduct of public affairs
    It is for harm of another kind than to advice or to the exchange of views: ask what that harm is, why it is
    substantial, and how the public interest was weighed.
31 qualified national security and defence
    Ask what the risk is, which parts carry it, and how the public interest was weighed.
31(1) qualified national security
    It must be required to safeguard national security: ask what the risk is, which parts carry it, and how the public
    interest was weighed.
31(4) qualified defence and the armed forces
    They must say what would be harmed substantially, the defence of the country or its armed forces, and how. The
    public interest must be weighed.
32 qualified international relations
    They must say with whom relations would be harmed substantially and how, and weigh the public interest.
32(1)(a) qualified international relations
32(1)(b) qualified confidential information from another State or an international body
    Ask which State or body gave it, on what terms, and how the public interest was weighed.
33 qualified commercial interests and the economy
    They must name the substantial harm, whose it is and how likely. The public interest must be weighed.
33(1) qualified commercial interests
    They must name the substantial harm, whose it is and how likely: ask whether they asked the supplier, whether the
    prices are still live, and why clauses could not be sent one by one. The public interest must be weighed.
33(1)(a) qualified trade secrets
    Ask what the secret is, whose, and which parts hold it: an amount, a date or a name is rarely one. The public
    interest must be weighed.
33(1)(b) qualified commercial interests
33(2) qualified the economy
    The harm must be substantial, and to the economy or to a government's finances, not to one authority's budget: ask
    what it is and how likely.
34 qualified investigations by Scottish public authorities and proceedings
    It must have been held for an investigation or proceedings that the section describes: ask which, whether they are
    over, and how the public interest was weighed.
34(1) qualified investigations by Scottish public authorities and proceedings
35 qualified law enforcement
    They must name the work that would be harmed substantially, how this information would do it and how likely it is,
    and weigh the public interest.
35(1) qualified law enforcement
35(1)(a) qualified prevention or detection of crime
    They must say what crime it would help, how, and how likely that is. Where it is about the security of systems, ask
    which parts really describe a weakness, and for the rest.
35(1)(b) qualified apprehension or prosecution of offenders
35(1)(c) qualified administration of justice
35(1)(d) qualified assessment or collection of tax
35(1)(e) qualified operation of immigration controls
35(1)(f) qualified security and good order in prisons
35(1)(g) qualified a public authority's functions for the purposes in s.35(2)
    They must name the authority whose function it is, and which purpose in s.35(2) it serves; then the substantial
    harm, and how likely it is. The public interest must be weighed.
35(1)(h) qualified civil proceedings out of an investigation for the purposes in s.35(2)
36 depends confidentiality
    Ask which subsection they mean: 36(1) is about legal advice and is weighed against the public interest, 36(2) about
    information that another gave them in confidence and is not.
36(1) qualified legal professional privilege
    It covers communications that would stay confidential in court: ask whether every part is one, whether it was shared
    with others, and how the public interest was weighed.
36(2) absolute breach of confidence
    They must have obtained it from somebody else, in confidence, and somebody must be able to sue if it came out: ask
    from whom and on what terms. A contract that they made themselves may not be information that they obtained.
37 absolute court records
    It must be held only because it is in a document of the court, inquiry or arbitration: ask whether they hold the
    same information in any other paper.
37(1) absolute court records
38 absolute personal information
    Ask for the rest with only the names removed. Names of senior staff, and of those who speak for the authority, are
    harder to withhold: ask why each one is.
38(1)(a) absolute your own personal data
    It is about you, so ask for it in a subject access request instead.
38(1)(b) absolute other people's personal data
    Ask for the rest with only the names removed. Names of senior staff, and of those who speak for the authority, are
    harder to withhold: ask why each one is.
38(1)(c) absolute personal census information
    Ask for figures that name nobody.
38(1)(d) absolute a deceased person's health record
    Ask for figures that name nobody, or for the rest with only the record removed.
39 qualified health, safety and the environment
    Ask which subsection they mean: 39(1) is about a danger to somebody, 39(2) means that the request belongs under the
    Environmental Information (Scotland) Regulations.
39(1) qualified health and safety
    They must say whose health or safety would be in danger, how and how likely that is, and weigh the public interest.
    Ask for the rest with only that part removed.
39(2) qualified environmental information
    It means that the request belongs under the Environmental Information (Scotland) Regulations: ask for an answer
    under those, and which of their exceptions they rely on.
40 qualified audit functions
    Only those who audit other public authorities, or examine how these use their resources, can use it: ask which such
    function would be harmed substantially, and how.
41 qualified communications with the Royal Family, and honours
    Ask whether every part is such a communication or about an honour, and how the public interest was weighed.
41(a) qualified communications with the Royal Family and Household
41(b) qualified honours
"""

# The exceptions of both sets of Regulations say the same; {reg} is 12 in EIR 2004 (SI 2004/3391) and 10 in EI(S)R 2004
# (SSI 2004/520). All are qualified (reg {reg}(1)(b)), formally even the first. There is a presumption in favour of
# disclosure (reg {reg}(2)), and the last four of paragraph (5) do not apply to information on emissions.
_EXCEPTIONS = """
6(1)(b) procedural already public and easily accessible
    It must be public already, all of it, and easily accessible to you: ask for the exact place of each piece.
{reg} qualified exceptions to the duty to disclose
    They must name the paragraph, one of {reg}(4)(a) to (e) or {reg}(5)(a) to (g), weigh the public interest, and
    presume in favour of disclosure: ask for each.
{reg}(4)(a) qualified information not held
    Ask where they searched and for what, and whether somebody else holds it for them. There is nothing to weigh.
{reg}(4)(b) qualified manifestly unreasonable request
    Ask for the evidence: how much work it would be, and why that is unreasonable, for there is no cost limit here. Ask
    how to narrow the request (reg 9) and how the public interest was weighed.
{reg}(4)(c) qualified request too general
    They must have asked you for particulars, and helped you to give them (reg 9): say if they did not.
{reg}(4)(d) qualified unfinished material or incomplete data
    Ask what is unfinished, the paper or only the work that it is about, and when it will be finished. The public
    interest must be weighed.
{reg}(4)(e) qualified internal communications
    Ask who wrote to whom, whether anybody outside had it too, and how the public interest was weighed.
{reg}(5)(a) qualified international relations, defence, national security or public safety
    They must say which of these would be harmed{much}, how and how likely it is, and weigh the public interest.
{reg}(5)(b) qualified course of justice, fair trial and inquiries
    They must say which proceedings or inquiry would be harmed{much} and how, and weigh the public interest. {advice}
{reg}(5)(c) qualified intellectual property rights
    They must say whose right it is and what harm disclosure would do to it: that a right exists is not enough, and you
    can be given a copy without leave to publish it.
{reg}(5)(d) qualified confidentiality of proceedings
    They must name the proceedings and the law that makes them confidential, and the harm; it does not apply to
    information on emissions. The public interest must be weighed.
{reg}(5)(e) qualified confidentiality of commercial or industrial information
    They must name the law that makes it confidential, whose economic interest that protects, and the harm: ask whether
    they asked the supplier, and why clauses could not be sent one by one. It does not apply to information on
    emissions.
{reg}(5)(f) qualified interests of the person who provided the information
    That person must have had no duty to give it and must not agree to its disclosure: ask whether they were asked, and
    what harm they fear. It does not apply to information on emissions.
{reg}(5)(g) qualified protection of the environment
    They must say what in the environment would be harmed and how, such as a nest or a rare plant: ask for the rest
    without the place. It does not apply to information on emissions.
"""

# EIR 2004 reg 5(3) takes one's own data out; reg 13 is absolute where disclosure would contravene the data protection
# principles, which is how authorities use it. Legal advice is withheld under reg 12(5)(b).
EIR = (
    """
5(3) absolute your own personal data
    It is about you, so ask for it in a subject access request instead.
"""
    + _EXCEPTIONS.format(
        reg="12",
        much="",
        advice="Where it is legal advice, ask whether every part is, and whether it was shared with others.",
    )
    + """
12(6) qualified neither confirming nor denying
    It can be said only to protect international relations, defence, national security or public safety: ask what harm
    would come from a yes or no alone.
13 absolute personal data
    Ask for the rest with only the names removed. Names of senior staff, and of those who speak for the authority, are
    harder to withhold: ask why each one is.
13(1) absolute other people's personal data
"""
)

# EI(S)R 2004: harm must be substantial. Legal advice is withheld under reg 10(5)(d).
EISR = (
    _EXCEPTIONS.format(
        reg="10",
        much=" substantially",
        advice="Ask which parts would do that harm, and for the rest.",
    )
    + """
11 absolute personal data
    Ask for the rest with only the names removed. Names of senior staff, and of those who speak for the authority, are
    harder to withhold: ask why each one is.
11(1) absolute your own personal data
    It is about you, so ask for it in a subject access request instead.
11(2) absolute other people's personal data
"""
)
