"""What a short message says of something that was just shown, and not named: “who wrote it?”, 喺邊度㗎; pure."""

import re
from enum import StrEnum
from functools import lru_cache

from bot.patterns import Pattern

LONGEST = 48
"""Characters of a message that only points."""


class Points(StrEnum):
    """What it asks of the story, partner or list that it points at."""

    AUTHOR = "author"
    PICTURES = "pictures"
    WHEN = "when"
    WHERE = "where"
    PRICE = "price"
    STILL = "still"
    """Whether it still goes on."""
    JOIN = "join"
    """Whether and how one can take part."""
    SHORT = "short"
    WHOLE = "whole"
    ALOUD = "aloud"
    BEFORE = "before"
    AFTER = "after"
    ALIKE = "alike"
    ONWARD = "onward"
    """To be sent to somebody."""
    THEIRS = "theirs"
    """What else the same partner wrote."""
    ABOUT = "about"
    """Who that partner is."""
    NONE = "none"
    """None of a list."""
    UNDO = "undo"
    HOW_LONG = "how_long"
    """How long what was set, or what is told of, will last."""


_EN_LEAD = (
    r"(?:(?:and|so|but|ok|okay|oh|hey|wait|sorry|hmm?|um+|well|please|pls|plz|cool|nice|thanks|great|wow"
    r"|(?:can|could) you tell me|tell me|do (?:yo)?u know|u know|any idea|i wonder|i want to know)[,.!]* )*"
)
_EN_TAIL = (
    r"(?:,? (?:please|pls|plz|then|again|exactly|though|tho|btw|by the way|anyway|do (?:yo)?u know|mate|thanks|thx"
    r"|for me))*[\s?.!]*"
)
_PT_LEAD = (
    r"(?:(?:e|mas|ent[ãa]o|ok|olh[ae]|desculp[ae]|por favor|pf|sff|diz-me|sabes?|pod(?:e|es|ias?) dizer(?:-me)?"
    r"|j[áa] agora|gostava de saber|queria saber|que giro|boa)[,.!]* )*"
)
_PT_TAIL = (
    r"(?:,? (?:por favor|pf|pfv|sff|afinal|ent[ãa]o|mesmo|ao certo|exactamente|exatamente|obrigad[oa]"
    r"|sabes?))*[\s?.!]*"
)
_HAN_LEAD = (
    r"(?:[那咁噉][么麼]?(?![个個篇])|[请請][问問]?|唔該|想?[请請]?[问問]下?|我?想知道?|你?知[唔不]知道?"
    r"|其[实實]|[不唔]好意思|喂|[,，、。 ])*"
)
_HAN_TAIL = r"(?:唔該|[谢謝]{2}|多[谢謝]|即係|佢哋?|[啊呀呢吗嗎㗎嘅的噶架咩吖喎囉啦了喇嘞嗱哦喔先,，。.!！?？~\s])*"
_IT = (
    r"(?:it|this|that|these|those|they|them|(?:this|that|the) "
    r"(?:one|story|post|article|text|event|thing|workshop|place|exhibition|show))"
)
_ISTO = (
    r"(?:[dn]?(?:ist[oa]|iss[oa]|ess[ea]s?|est[ea]s?|aquilo)|(?:d?[ao]|[dn]?est[ea]|[dn]?ess[ea]) "
    r"(?:hist[óo]ria|publica[çc][ãa]o|post|texto|evento|artigo|coisa|s[íi]tio|lugar|exposi[çc][ãa]o))"
)
_HAN_IT = (
    r"(?:[这這呢那嗰](?:一?[个個篇條条则則次間间度家件啲些]|(?=[故帖文活]))?"
    r"(?:故[事仔]|帖[文子]?|文章?|文|活[动動]|嘢|[东東]西|事|地方)?|故[事仔]|活[动動]|上面[这這呢]?[篇个個]?|佢哋?"
    r"|[他她它][们們]?)?[嘅的]?"
)
_WHO = r"(?:[谁誰]|[边邊哪][个個位]|乜人|[什甚][么麼]人|[边邊哪][间間家])"
_WHAT = r"(?:[什甚][么麼]|咩|乜嘢?|啥)"
_THERE = r"(?:[哪边邊](?:[里裡裏儿兒度头頭])?|[什甚][么麼]地方|(?:咩|乜嘢?)地方)"
_WHEN = (
    r"(?:[什甚][么麼][时時](?:候|[间間])|[几幾][时時](?:候)?|[几幾][点點号號月]|何[时時]"
    r"|[哪边邊]一?[天日年]|咩[时時]候)"
)
_HOW = r"(?:怎[么麼样樣][样樣]?|[点點][样樣]?|如何)"
_CAN = r"(?:可[唔不]?可?以|能[唔不]能?|能|得唔得)"
_NOW = r"(?:[现現]在|而家|依家|今[日天]|[这這呢][阵陣]子?|目前)"
_PHOTOS = r"(?:pics?|pictures?|photos?|images?|videos?)"
_FOTOS = r"(?:fotos?|fotografias?|imagens|imagem|v[íi]deos?)"
_HAN_PHOTOS = r"(?:[图圖]片?|相片?|照片|影片|[视視][频頻]|片|photos?)"
_WRITES = r"(?:wr[oi]te|wrote|written|made|makes|posted|sent|sends|published|told|tells|put|did)"
_ESCREVEU = r"(?:escreveu|fez|publicou|enviou|mandou|contou|escreve)"


def _said(en: str, pt: str, han: str) -> Pattern:
    """A whole message that says one of these, with what people put around it."""
    return Pattern(
        rf"{_EN_LEAD}(?:{en}){_EN_TAIL}|{_PT_LEAD}(?:{pt}){_PT_TAIL}|{_HAN_LEAD}(?:{han}){_HAN_TAIL}", re.IGNORECASE
    )


_SAYINGS = {
    Points.AUTHOR: _said(
        rf"who {_WRITES}(?: {_IT})?|who(?:['’]?s| is) the (?:guy|person|one|man|woman) (?:who"
        rf"|that) {_WRITES}(?: {_IT})?"
        rf"|who(?:['’]?s| is| was) (?:{_IT} )?(?:by|from)|by who(?:m)?"
        rf"|who(?:['’]?s| is| was) the (?:author|writer)(?: of {_IT})?|(?:{_IT} is |is {_IT} )?(?:written )?by who"
        rf"|(?:the )?author|whose (?:is {_IT}|{_IT}(?: is)?|(?:story|post)(?: is {_IT})?)|who(?:['’]s| is) talking",
        rf"quem (?:[ée] que |foi que )?{_ESCREVEU}(?: {_ISTO})?|de quem (?:[ée]|era)(?: {_ISTO})?"
        rf"|(?:quem [ée] )?o autor(?: {_ISTO})?|(?:foi )?escrit[oa] por quem|autor",
        rf"{_HAN_IT}(?:[是係]|[系])?{_WHO}(?:[写寫发發讲講作出做]|投稿)(?:[给給畀俾]我|[咗過过])?"
        rf"|{_HAN_IT}作者(?:[是係系]?{_WHO})?|[是係系]?{_WHO}[写寫发發]",
    ),
    Points.PICTURES: _said(
        rf"(?:are there |is there |do you have |have you got |have you |got |any |show me |can i see "
        rf"|let me see |send "
        rf"|see |some |a |the |more |does it have |with )*{_PHOTOS}"
        rf"(?: (?:of|for|with|from|in) {_IT}| there| to see| available| of there)?",
        rf"(?:n[ãa]o |h[áa] |tem |t[êe]m |tens |mostra(?:-me)? |quero ver |posso ver |alguma?s? |as |mais |uma?s? "
        rf"|manda(?:-me)? )*{_FOTOS}(?: (?:d?e?{_ISTO}|d[aeo]l[ae]s?|para ver|d[aeo] l[áa]))?",
        rf"{_HAN_IT}(?:[有冇][没沒冇]?有?|[睇看][吓下]?|想[睇看]"
        rf"|附)(?:[多]?[几幾]?[张張])?{_HAN_PHOTOS}(?:可以)?(?:[睇看](?:一?[下吓])?)?"
        rf"(?:[没沒]有?|冇)?",
    ),
    Points.WHEN: _said(
        rf"when(?: exactly)?(?:['’]?s| is| was| are| were| did| does| do| will)?(?: {_IT})?(?: (?:happen\w*|be"
        rf"|start\w*"
        rf"|take place|on|written|published|posted|from|out|come out|open|begin|sent|held|going on))?"
        rf"|(?:on )?(?:what|which) (?:date|day|time|year)(?: (?:is|was|does|did) {_IT}(?: \w+)?)?"
        rf"|how (?:old|recent) is {_IT}|is {_IT} (?:old|recent|new)|what(?:['’]?s| is) the date",
        rf"quando(?: (?:[ée] que |ser[áa] que )?(?:foi|[ée]|ser[áa]|aconteceu|acontece|come[çc]a|saiu|vai ser"
        rf"|era|abre))?"
        rf"(?: {_ISTO})?|a que horas(?: [ée]| come[çc]a| abre)?(?: {_ISTO})?|(?:em )?que dia(?: [ée]"
        rf"| foi)?(?: {_ISTO})?"
        rf"|de quando [ée](?: {_ISTO})?|(?:isto |isso )?[ée] (?:antig|recente)\w*",
        rf"{_HAN_IT}(?:[是係系喺在]|[开開]到)?{_WHEN}(?:[开開]始|[举舉]行|[发發]生|[写寫]|[发發]|[开開]|搞"
        rf"|[办辦]|出|拍"
        rf"|影)?[的嘅咗]?(?:事|活[动動])?",
    ),
    Points.WHERE: _said(
        rf"where(?:abouts)?(?: exactly)?(?:['’]?s| is| was| are| did)?(?: exactly)?(?: {_IT})?"
        rf"(?: (?:exactly|happen\w*|located|at|held|taken))*|(?:what(?:['’]?s| is) the )?(?:address"
        rf"|location)(?: of {_IT})?"
        rf"|how (?:do|can|would|does|should) (?:i|you|we|one|people) (?:get|go|come) (?:there|to {_IT})"
        rf"|how to get there"
        rf"|(?:directions|can you give me directions)|is (?:{_IT}|there) (?:far|near)(?: from here| away)?"
        rf"|how far is {_IT}|what(?:['’]?s| is) (?:it|that|this) near(?: to)?|(?:what(?:['’]?s| is) )?(?:their"
        rf"|its|his|her) address|where can (?:i|we) find {_IT}",
        rf"onde(?: (?:[ée] que )?(?:fica|[ée]|foi|est[áa]|aconteceu|ficam|est[ãa]o"
        rf"|[ée] que [ée]))?(?: exactamente| ao certo)?"
        rf"(?: {_ISTO})?|(?:qual [ée] |que [ée] )?a? ?morada|como (?:[ée] que )?(?:se )?(?:l[áa] )?(?:chego|vou"
        rf"|chegar|ir|vai"
        rf"|chega)(?: para)?(?: l[áa]| a[íi]| at[ée] l[áa])|(?:fica|[ée]) (?:muito )?longe"
        rf"|em que s[íi]tio(?: [ée]| fica)?",
        rf"{_HAN_IT}(?:具[体體])?(?:[在喺係是系])?{_THERE}(?:[拍影][的嘅]|[举舉]行|搞|[办辦]|[开開])?"
        rf"|(?:[详詳][细細]|具[体體])?(?:地址|地[点點]|位置)"
        rf"(?:[是係系喺在])?(?:{_WHAT}|{_THERE})?|{_HAN_IT}{_HOW}(?:[过過]?去|到|行|坐[车車]|搭[车車]"
        rf"|[过過]去)(?:[那嗰][里裡裏度邊边])?"
        rf"|{_HAN_IT}(?:[离離]我|[离離][这這呢]度|[离離]市?[区區])?(?:[远遠][不唔][远遠]|[远遠](?=[吗嗎㗎]))",
    ),
    Points.PRICE: _said(
        rf"how much(?:['’]?s| is| does| did| do)?(?: {_IT}| i pay)?(?: cost| to get in| for (?:a )?tickets?)?"
        rf"|(?:what(?:['’]?s| is) the )?(?:price|cost|fee|(?:entry|entrance|admission) fee)(?: of {_IT})?"
        rf"|is {_IT} (?:free|expensive|paid)"
        rf"|(?:do|does|must) (?:i|we|you|one) (?:have to |need to )?(?:pay|cost)(?: for {_IT}| to get in| anything)?"
        rf"|does {_IT} cost(?: anything| money| much)?|(?:is there )?(?:any|a) (?:fee|charge)|is (?:entry"
        rf"|admission) free",
        rf"(?:quanto|qto)(?: [ée] que)?(?: (?:[ée]|custa|custou|custam|se paga|pago|fica))?(?: {_ISTO}| para entrar)?"
        rf"|(?:{_ISTO} )?[ée] (?:gr[áa]tis|gratuit[oa]|de gra[çc]a|pag[oa]|car[oa])|paga-se(?: alguma coisa"
        rf"| entrada)?"
        rf"|(?:qual [ée] )?o? ?pre[çc]o|tenho de pagar|[ée] preciso pagar|a entrada [ée] (?:livre|gr[áa]tis|paga)",
        rf"{_HAN_IT}(?:[门門]?票)?(?:要|需要|使|[卖賣])?(?:[几幾]多?[钱錢]|多少[钱錢]|[收要]?[费費]?[几幾]多)"
        rf"|{_HAN_IT}(?:使唔使|洗唔洗|[要用][不唔][要用]|收[不唔]收|要|需要|收)"
        rf"(?:[给給畀俾付]?[钱錢]|收?[费費]|[买買]?[门門]?[票飛])|{_HAN_IT}(?:免[不唔]免[费費]"
        rf"|[是係系]?免[费費]|(?:[门門]?票)?[贵貴][不唔][贵貴]|[贵貴](?=[吗嗎]))|[门門]?票[价價]?",
    ),
    Points.STILL: _said(
        rf"(?:is|are|does) {_IT} still (?:on|going(?: on)?|open|running|available|happening|there|valid|exist)"
        rf"(?: today| now| this week(?:end)?)?|(?:is )?(?:it )?still (?:on|going(?: on)?|available|happening)"
        rf"|(?:is|has) {_IT} (?:already )?(?:over|finished|ended|passed|gone|expired|happened)(?: already| yet| now)?"
        rf"|(?:did|have) i miss(?:ed)? {_IT}|(?:is it )?too late(?: to (?:go|join|visit|see it))?"
        rf"|can (?:i|we|you|people) still (?:go|join|see {_IT}|visit|come|make it|attend|catch {_IT})(?: there"
        rf"| to {_IT})?",
        rf"(?:{_ISTO} )?ainda (?:[ée]|est[áa]|h[áa]|d[áa]|decorre|vale|existe|se pode|posso|podemos|vou|vamos|tem)"
        rf"(?: (?:a decorrer|aberto|aberta|para|ir|participar|visitar|ver|a tempo|l[áa]|v[áa]lid[oa]|hoje))*"
        rf"|(?:{_ISTO} )?j[áa] (?:acabou|passou|terminou|foi|fechou)|vou a tempo|cheguei tarde",
        rf"{_HAN_IT}(?:{_NOW})?(?:[还還仲][有喺在开開办辦搞]|[还還仲](?:[没沒未]|[可以能]|[来來嚟]得及"
        rf"|去得))(?:[没沒冇]?有?|[办辦搞]緊?|[开開]緊?|[结結]束|完|去|参加|參加|睇|看|度)*"
        rf"(?:[㗎嘅呀])?{_NOW}|(?:{_NOW})?[还還仲](?:去[唔不]去得|[能可]不[能可]去|可[唔不]可以去)"
        rf"|{_HAN_IT}{_NOW}(?:[还還仲])?(?:[有冇][没沒]?有?|[可以能得]+[去参參加睇看]*|去得"
        rf"|[还還仲]?[开開办辦搞]緊?)"
        rf"|{_HAN_IT}(?:已[经經])?(?:[结結]束|完|搞完|做完|[过過]|[过過]期|[过過]咗)[了咗晒]?(?:未|[没沒]有?"
        rf"|冇)?(?=[吗嗎呀啊未没沒冇㗎?？]|$)"
        rf"|(?:[还還仲])(?:[来來嚟]得及|去得|能去|可以去|[开開]門?|[办辦搞]緊?)|{_HAN_IT}[还還仲][在喺](?:度"
        rf"|[举舉][办辦行]|[进進]行|搞|[开開])",
    ),
    Points.JOIN: _said(
        rf"(?:do|should|must) (?:i|we|you) (?:need to |have to )?(?:book|register|sign up|reserve"
        rf"|queue)(?: first| in advance)?"
        rf"|(?:how|where) (?:do|can|could) (?:i|we|one) (?:sign up|book|register|take part|enrol+|apply|participate"
        rf"|join {_IT}|get tickets?)(?: (?:for|in) {_IT})?"
        rf"|can (?:i|we|kids|children|anyone|anybody|my kids|the kids|foreigners|dogs) (?:go|come|join(?: in"
        rf"| {_IT})?|attend"
        rf"|visit|take part)(?: there| to {_IT}| too| along)?|is {_IT} (?:open to|for) (?:everyone|everybody"
        rf"|anyone|kids|children)",
        rf"(?:[ée] preciso|preciso de|tenho de|é necess[áa]rio) (?:marcar|reservar|inscri[çc][ãa]o|marca[çc][ãa]o"
        rf"|me inscrever|inscrever-me)|(?:como|onde) (?:[ée] que )?(?:me inscrevo|posso participar|participo|posso ir"
        rf"|reservo|se reserva|compro bilhetes?)(?: n?{_ISTO})?|(?:posso|podemos|pode-se|qualquer pessoa pode"
        rf"|crian[çc]as podem)"
        rf" (?:ir|participar|visitar|levar (?:as |os )?(?:crian[çc]as|filhos|mi[úu]dos))(?: l[áa])?",
        rf"{_HAN_IT}(?:{_HOW}|[在喺]?{_THERE}|{_CAN})?(?:[报報]名|[参參]加|[预預][约約订訂]|[买買][票飛])"
        rf"|{_HAN_IT}(?:使唔使|洗唔洗|[需要用][不唔][需要用]要?|需要|要)"
        rf"(?:提前)?(?:[报報]名|[预預][约約订訂]|book|[买買][票飛]|排[队隊])|(?:我|[谁誰]|[边邊][个個]|小朋友"
        rf"|[个個]{{2}}|大家|小孩)?(?:都)?{_CAN}(?:去|[参參]加|[带帶]小朋友去|[带帶]小孩去?)",
    ),
    Points.SHORT: _said(
        rf"(?:(?:{_IT}(?:['’]?s| is|s)? |thats )?(?:way |far |much )?too long(?: to read)?[,.;! ]*)?(?:tl;? ?dr"
        rf"|in (?:short|brief|a nutshell)|(?:can you |could you )?(?:sum+ari[sz]e|sum up|shorten|sum)(?: {_IT}| up)*"
        rf"|(?:a |give me (?:a|the) )?(?:quick )?(?:summary|short version|gist)(?: of {_IT})?"
        rf"|(?:make it )?short(?:er)?"
        rf"|the (?:short|quick) version|briefly|what(?:['’]?s| is) {_IT} about|what is {_IT} abt|main points?)"
        rf"|(?:{_IT}(?:['’]?s| is) |thats )?(?:way |far |much )?too long to read",
        rf"(?:(?:[ée] )?(?:muito|demasiado|mt) (?:longo|longa|comprid[oa]"
        rf"|grande)[,.; ]*)?(?:resum[eao](?:-me {_ISTO}|-me| {_ISTO})"
        rf"|em resumo|(?:podes |pode )?resumir(?: {_ISTO})?|(?:faz|fa[çc]a)(?:-me)? um resumo|resumindo"
        rf"|(?:a )?vers[ãa]o curta|de que (?:fala|trata)(?: {_ISTO})?|de que se trata|mais curto|em poucas palavras)",
        rf"(?:(?:太|好|[这這]么|咁"
        rf"|有[点點啲])+[长長][了喇啦]?[,，。 ]*)?(?:{_CAN})?(?:[帮幫]我)?(?:(?:[简簡][单單短]|大概"
        rf"|精[简簡])(?:[点點啲]|一?[下吓])?"
        rf"(?:[讲講说說]{{0,2}}|[总總][结結])?(?:一?[下吓]|[点點]|[给給畀俾]我[听聽])?|[讲講说說]?短[点點啲]"
        rf"|[总總][结結](?:一?[下吓])?|(?:一句[话話])?概括(?:一?[下吓])?|撮要|摘要一?[下吓]?|[懒懶]人包"
        rf"|[长長][话話]短[说說]"
        rf"|[讲講说說]?重[点點](?:[是係系]?{_WHAT})?)"
        rf"|{_HAN_IT}(?:[是係系])?[讲講说說][紧緊]?{_WHAT}|{_HAN_IT}大意(?:[是係系]{_WHAT})?",
    ),
    Points.WHOLE: _said(
        rf"(?:can i |could i |i want to |let me )?(?:read|show|send|give"
        rf"|see)?(?: me)?(?: {_IT})? ?(?:the )?(?:whole|full"
        rf"|complete|entire) (?:thing|story|text|post|one|version|article)|(?:show|send)(?: me)? {_IT}|all of {_IT}",
        rf"(?:mostra|l[êe]|manda|envia|quero ler|quero)(?:-me)? (?:tudo|(?:a |o )?(?:hist[óo]ria"
        rf"|texto) (?:tod[ao]|inteir[ao]"
        rf"|complet[ao]))|(?:a |o )?(?:hist[óo]ria|texto) (?:tod[ao]|inteir[ao]|complet[ao])"
        rf"|mostra(?:-me)? {_ISTO} outra vez",
        r"(?:我?[想要])?(?:再)?(?:[发發]|send|[俾畀给給]我|[睇看]|[讀读]|打[開开])?(?:[给給畀俾]?我)?(?:[睇看]"
        r"|[讀读][晒曬]?)?(?:全文|成篇|整篇|完整[版的嘅]*(?:故[事仔])?|全部[内內]容)"
        r"(?:[睇看]|[給给畀俾]我[睇看])?|再(?:[发發]|send|[俾畀给給]我?[睇看]?)(?:一?次"
        r"|[多]?一?[遍次])(?:[给給畀俾]我)?",
    ),
    Points.ALOUD: _said(
        rf"(?:can you |could you )?read (?:{_IT}|(?:me )?the (?:whole|full|entire) (?:thing|story)"
        rf"|me {_IT})(?: out)?(?: loud"
        rf"| aloud)?(?: to me)?|read me (?:{_IT}|the (?:whole|full|entire) (?:thing|story)"
        rf"|the story)(?: out loud| aloud)?"
        rf"|(?:is there )?(?:an? )?audio(?: version)?(?: of {_IT})?",
        rf"(?:podes |pode )?l(?:er|[êe])(?:-me)? (?:{_ISTO}|tudo|(?:a |o )?(?:hist[óo]ria|texto)(?: tod[ao]"
        rf"| inteir[ao])?)"
        rf"(?: em voz alta| alto| para mim)?|(?:h[áa] |tem )?(?:vers[ãa]o )?(?:em )?[áa]udio",
        rf"(?:{_CAN})?(?:[讀读]|朗[讀读])(?:[晒曬])?(?:成篇|全文|整篇|{_HAN_IT}"
        rf"|出[嚟来來])?(?:[給给畀俾]我[聽听])|{_HAN_IT}有[没沒冇]有?(?:[语語]音|[声聲]音|[录錄]音)(?:版)?",
    ),
    Points.BEFORE: _said(
        rf"(?:no,? |nope,? )?(?:not (?:this|that)(?: one)?,? ?(?:but )?)?(?:show me |go to "
        rf"|i want )?the (?:one before|previous"
        rf"(?: one| story| post)?|prior one|one above(?: {_IT})?)(?: {_IT})?|(?:the )?previous(?: one| story"
        rf"| post)|previous",
        rf"(?:n[ãa]o,? )?(?:(?:n[ãa]o [ée] )?{_ISTO} ?(?:n[ãa]o)?,? ?)?(?:mas )?(?:quero )?(?:a|o) (?:anterior"
        rf"|de antes|de cima)"
        rf"(?: a {_ISTO})?|anterior",
        r"(?:[不唔][是係系要][这這呢]?一?[个個篇條条]?[,，。 ]*)?(?:[要睇看想]|[是係系])*(?:上"
        r"|前)(?:面)?(?:[嗰那])?一?(?:[个個篇條条则則])(?:故[事仔])?",
    ),
    Points.AFTER: _said(
        rf"(?:not (?:this|that)(?: one)?,? )?(?:show me |go to |i want )?(?:the )?next(?: one| story| post)?"
        rf"|the following(?: one| story)?"
        rf"|the one after(?: {_IT})?",
        r"(?:a |o )?(?:seguinte|pr[óo]xim[ao])(?: hist[óo]ria)?|(?:a |o )de baixo",
        r"(?:[睇看][完晒曬][了啦喇]*[,， ]*)?(?:[睇看要])?下(?:面)?(?:[嗰那])?一?(?:[个個篇條条则則])(?:故[事仔])?",
    ),
    Points.ALIKE: _said(
        rf"(?:show me |any |got |is there |are there |do you have |have you got |i want |send me "
        rf"|give me )*(?:another"
        rf"|more|others?|something|anything|one more|some)(?: ones?| stor(?:y|ies)| stuff)? (?:like"
        rf"|similar to) {_IT}(?: one)?"
        rf"|(?:any(?:thing)? |something |more |show me )*similar(?: ones?| stor(?:y|ies)| posts?)?",
        rf"(?:h[áa] |tem |mais |outr[ao]s? |alguma?s? |hist[óo]rias? |algo |mostra(?:-me)? "
        rf"|quero )*(?:parecid[ao]s?|semelhantes?"
        rf"|como {_ISTO}|(?:do|deste) g[ée]nero|do mesmo g[ée]nero)(?: a? ?{_ISTO})?",
        rf"(?:[还還仲再][有来來嚟]?|有[没沒冇]?有?|想[睇看])*(?:多)?(?:[其第别別][他二的](?:啲)?)?(?:[类類]似"
        rf"|差[不唔]多|同[类類]|[似像跟同]{_HAN_IT}[一咁]?[样樣]?|同一?[类類]型?)(?:[的嘅啲])*(?:故[事仔]|文章?"
        rf"|帖文?|[内內]容)?",
    ),
    Points.ONWARD: _said(
        rf"(?:can (?:yo)?u |can i |could you |how (?:do|can) i |i(?:['’]d| would)? (?:want|like) to )?(?:send"
        rf"|share|forward|pass"
        rf"|show) {_IT}(?: on)? (?:to|with) (?!me\b)(?:my |a |the |our )?[\w-]+(?: [\w-]+)?",
        rf"(?:quero |queria |posso |podes |pode |como (?:[ée] que )?)?(?:manda|mandar|mando|envia|enviar|envio"
        rf"|partilha|partilhar"
        rf"|partilho|mostrar?|reencaminhar?)(?:-[oa]s?(?: {_ISTO})?| {_ISTO}|(?= (?:à|ao|para|com))) (?:à|ao|a"
        rf"|para|com) (?!mim\b)(?:[ao] )?"
        rf"(?:minha |meu |um |uma )?[\w-]+",
        rf"(?:我?[想要]|可[唔不]?可以|{_HOW}|[帮幫]我)*(?:[把将將])?{_HAN_IT}(?:send|forward|share"
        rf"|[转轉][发發]?|[发發]|[传傳]|分享)(?:呢篇|[这這]篇)?(?:[俾畀给給]|去)(?!我$|我[睇看])"
        rf"(?:我)?[\u3400-\u9fff]{{1,5}}?(?:[睇看](?:一?[下吓])?)?",
    ),
    Points.THEIRS: _said(
        rf"(?:what|which stories|which posts|show me what|what all|what else|anything else) (?:have|did|do|has|does) "
        rf"(?:they|it|he|she|{_IT})(?: ever| already)? (?:posted|post|written|write|wrote|sent|send|published|publish"
        rf"|shared|share|told|tell|said)(?: so far| lately| recently| before| here)?"
        rf"|(?:show me |see |read )?(?:all )?(?:their|his|her|its) (?:other |last |latest |recent )?(?:posts?"
        rf"|stories|story|stuff)"
        rf"|(?:anything|something|any(?:thing)? else) (?:they|he|she)(?:['’]ve| have| has)? (?:wrote|written"
        rf"|posted|published|sent)|(?:any |some )?(?:more|other stories|other posts|anything else"
        rf"|what else) (?:from|by|of) "
        rf"(?:them|him|her|{_IT}|the same (?:one|people|partner|author|company))",
        r"o que (?:[ée] que )?(?:(?:j[áa]|eles|ela|ele|elas) )*(?:publicaram|escreveram|escrevem|publicam"
        r"|enviaram|mandaram"
        r"|publicou|escreveu|contaram|publica|contam)(?: mais| at[ée] agora| antes| eles)?|mais (?:deles|dela"
        r"|dele|delas)"
        r"|(?:mostra(?:-me)? |quero ver )?(?:as |outras )+(?:hist[óo]rias|publica[çc][õo]es) (?:deles|dela|dele|delas"
        r"|do mesmo(?: parceiro| autor)?)|o que mais (?:publicaram|escreveram|escreveu|publicou)",
        rf"(?:佢哋?|[他她它][们們]?|[这這呢]家|呢間)?(?:[仲还還]|以前|之前|[最]近|都|有[没沒冇]?有?"
        rf"|有)*(?:[写寫发發出讲講推]|[发發]表|[发發]布|分享)"
        rf"[过過咗了](?:啲|些|[的嘅])?(?:{_WHAT}|[哪边邊][些啲]|其他|[别別]的)(?:故[事仔]|帖文?|文章|嘢)?"
        rf"|(?:[睇看]?)(?:佢哋?|[他她它][们們]?)(?:[的嘅啲]|其他)+(?:故[事仔]|帖文?|文章)"
        rf"|有[没沒冇]?有?(?:佢哋?|[他她它][们們]?)[写寫发發](?:[的嘅]|[过過]嘅?)(?:故[事仔]|帖文?|文章|嘢)?",
    ),
    Points.ABOUT: _said(
        r"what do(?:es)? (?:they|it|he|she|this company|that company) (?:do|sell|make|offer)|who are (?:they"
        r"|these(?: people)?)"
        r"|who (?:is|are) (?:he|she|them)|(?:tell me )?(?:more )?about them|what (?:are|is) they"
        r"|what kind of (?:company|partner)"
        r"(?: is (?:it|that|this)| are they)?",
        r"o que (?:[ée] que )?(?:eles |elas |ele |ela )?(?:fazem|vendem|faz|vende)(?: eles| elas)?"
        r"|quem (?:s[ãa]o|[ée])"
        r"(?: eles| elas| ele| ela)?|fala(?:-me)?(?: mais)? deles",
        rf"(?:佢哋?|[他她它][们們]?|[这這呢]家(?:公司)?"
        rf"|呢間(?:公司)?)(?:[是係系])?(?:[做卖賣干幹搞](?:{_WHAT}|嘛)(?:生意|[业業][务務])?|{_WHO}"
        rf"|{_WHAT}(?:[来來嚟]"
        rf"|人|公司))|做{_WHAT}(?:生意|[业業][务務])(?=[㗎的嘅呀佢]|$)",
    ),
    Points.NONE: _said(
        r"(?:(?:no|nah|nope),? )?none(?: of (?:these|them|those|the above|['’]?em))?|not (?:any of )?(?:these"
        r"|those|them)"
        r"|neither(?: of them)?"
        r"|i (?:don['’]?t|do not) (?:want|like) (?:any of )?(?:these|those|them)",
        r"(?:n[ãa]o,? )?nenhum[ao]?(?: dest[ae]s| del[ae]s| dess[ae]s)?|n[ãa]o (?:quero|gosto de) nenhum[ao]"
        r"|nenhum[ao] me (?:interessa|serve|agrada)",
        r"(?:全)?都(?:[不唔](?:[是係系要啱]|想[看睇])|[没沒]有?(?:我要的)?|冇我要嘅?)"
        r"|一[个個篇]都(?:[不唔][是係系要啱]|冇)"
        r"|冇一?[个個篇](?:啱|係)|[没沒]有?我[要想][要找]?的|冇我想[要搵睇]嘅?",
    ),
    Points.UNDO: _said(
        rf"undo(?: {_IT}| {_IT} last one)?|(?:take|change|put|turn|switch|set) {_IT} back(?: (?:to )?(?:how"
        rf"|the way|as|what)"
        rf" {_IT} was(?: before)?)?|revert(?: {_IT})?|go back to (?:how|what|the way) {_IT} was"
        rf"|i(?:['’]ve)? changed my mind"
        rf"|(?:no )?(?:that was|it was) a mistake|cancel {_IT}",
        rf"desfa[zç]\w*(?: {_ISTO})?|anul[ae]r?(?: {_ISTO})?|volt[ae] atr[áa]s|(?:p[õo]e|ponha) como estava"
        rf"|como estava"
        rf"(?: antes)?|rep[õo]e(?: {_ISTO})?|mudei de ideias?|cancela {_ISTO}|foi engano",
        r"(?:[算][了啦喇][,， ]*)?(?:撤[销銷回]|[还還]原|[恢]复原[来樣样]?|恢復原?[狀樣]?|取消(?:刚才|剛才"
        r"|頭先)[的嘅]?)(?:[它佢]|一?下|[返番])?"
        r"|(?:[把將将]?[它佢])?[改調调變变][回返番](?:[来來去嚟]|原[来來][样樣]?|以前)?(?:[样樣])?|我改[变變]?主意",
    ),
    Points.HOW_LONG: _said(
        rf"(?:for )?how long(?: (?:does|will|is) {_IT}(?: last| stay| be| take)?(?: for| like this)?)?|(?:until"
        rf"|till|til) when"
        rf"|is {_IT} (?:permanent|for ?ever|for good)|for ?ever",
        rf"(?:por |durante )?quanto tempo(?: (?:[ée] que )?(?:dura|fica|[ée]|vale)(?: {_ISTO}| assim)?)?"
        rf"|at[ée] quando"
        rf"(?: {_ISTO})?|(?:{_ISTO} )?[ée] para sempre|para sempre",
        rf"{_HAN_IT}(?:[会會]|[維维]持|持[续續]|有效|停)*(?:[到至]?(?:{_WHEN})(?:[为為]止)|到{_WHEN}|多久|[几幾]耐"
        rf"|多[长長][时時][间間]|[几幾]長時間)"
        rf"|{_HAN_IT}(?:[是係系])?(?:永久|一直)(?:[这這]样|係咁)?(?=[吗嗎?？㗎呀嘅的])",
    ),
}


@lru_cache(maxsize=64)
def pointed(text: str) -> Points | None:
    """What a whole message asks of something that it does not name; none when it says anything else."""
    said = text.strip()
    if len(said) > LONGEST:
        return None
    return next((points for points, pattern in _SAYINGS.items() if pattern.fullmatch(said)), None)


_HOURS = (
    r"\d{1,2}[:：h]\d{2}|\b\d{1,2} ?(?:am|pm|h)\b|\d{1,2}[点點时時]|(?:星期|[周週禮礼]拜?)[一二三四五六日天末]"
    r"|\d{1,2}月(?:\d{1,2}[日号號])?|[每逢]日|每天|\b(?:mon|tues|wednes|thurs|fri|satur|sun)days?\b"
    r"|\b(?:s[áa]bados?|domingos?|segundas?|ter[çc]as?|quartas?|quintas?|sextas?)\b|\bevery day\b|\btodos os dias\b"
    r"|\b\d{1,2} (?:de )?(?:jan|fe[bv]|mar|a[pb]r|ma[iy]|jun|jul|a[ug]go?|se[pt]|o[cu]t|nov|de[cz])"
)
FACTS = {
    Points.WHEN: Pattern(_HOURS, re.IGNORECASE),
    Points.STILL: Pattern(_HOURS, re.IGNORECASE),
    Points.WHERE: Pattern(
        r"[\u3400-\u9fff](?:路|街(?!坊)|巷|大道|碼頭|码头|地[铁鐵]站|[廣广][場场]|博物[館馆]|公[園园]|[郵邮]局"
        r"|[紀纪]念堂|[書书]院|祠堂?|江[邊边畔])"
        r"|\b(?:Road|Street|Avenue|Square|Park|Museum|Station|Office|Hall|Temple|Tower|Rua|Avenida|Pra[çc]a|Parque"
        r"|Museu|Esta[çc][ãa]o|Torre|Memorial)\b"
    ),
    Points.PRICE: Pattern(
        r"免[费費票]|收[费費]|[门門]票|票[价價]|\d ?[元蚊]|[¥￥$€]|\b(?:RMB|MOP|HKD|CNY)\b|\bfree\b"
        r"|\btickets?\b|\bentrada livre\b|\bgr[áa]tis\b|\bgratuit|\bbilhetes?\b",
        re.IGNORECASE,
    ),
    Points.JOIN: Pattern(
        r"[报報]名|[预預][约約订訂]|名[额額]|入[场場]|[欢歡]迎"
        r"|\b(?:register|registration|book(?:ing)?|sign up|places|welcome|entry|admission|inscri[çc]"
        r"|marca[çc][ãa]o|lugares|vagas|entrada|bem-vind)",
        re.IGNORECASE,
    ),
}
"""How a sentence of a story tells this."""
